import { rolesOf } from '../../support/roles.ts';
import type { PreAnnouncement } from '../../../src/case/state.ts';
import { POLICE, type Person, peopleWith } from '../../../src/core/region.ts';
import { HOUR, type Instant, MINUTE } from '../../../src/core/time.ts';
import { VISITOR_RISKS } from '../../../src/case/vocabulary.ts';
import { SECOND } from '../faults/lengths.ts';
import { type Chance, chanceFor } from './chance.ts';
import { chooseBriskly } from './briskly.ts';
import { chooseFor } from './choices.ts';
import { isCase } from './ledger.ts';
import { type Desk, anybody, press } from './press.ts';
import { SERVICE_URL, TENANT } from './region.ts';
import type { Take } from './takes.ts';
import type { World } from './world.ts';

type Diligence = readonly (readonly [number, { name: string; gap: number; looks: number }])[];

/** How people go about a case: how long between two looks at it, and how many there are. */
const DILIGENCE: Diligence = [
  [4, { name: 'quick', gap: 25 * MINUTE, looks: 16 }],
  [4, { name: 'slow', gap: 3 * HOUR, looks: 12 }],
  [1, { name: 'left alone', gap: 20 * HOUR, looks: 2 }],
  [2, { name: 'late', gap: 6 * HOUR, looks: 10 }],
];

/** The same where people act within minutes; many a case is looked at once or twice, and then there is the next one. */
const BRISK: Diligence = [
  [2, { name: 'at once', gap: 3 * MINUTE, looks: 16 }],
  [1, { name: 'quick', gap: 10 * MINUTE, looks: 10 }],
  [6, { name: 'now and then', gap: 4 * MINUTE, looks: 2 }],
  [1, { name: 'left alone', gap: 20 * HOUR, looks: 2 }],
];

export const caseId = (index: number): string => `case/${index}`;

const announcementFor = (
  index: number,
  municipality: string,
  at: Instant,
  chance: Chance,
): PreAnnouncement => ({
  municipality,
  incidentAt: at - chance.whole(0, 180) * MINUTE,
  policeReference: `PL0100-${index}`,
  children: chance.is(0.6) ? chance.whole(1, 3) : 0,
  directDanger: chance.is(0.12),
  restrainingOrder: 'unknown',
  visitorRisk: chance.pick(VISITOR_RISKS),
  interpreter: false,
  contactKnown: true,
  mayShare: true,
  helpInvolved: 'no',
});

/** Opens the form, again and again when nothing comes of it. */
const openForm = (world: World, id: string, officer: Person, then: () => void): void => {
  const { agenda, seed } = world;
  let isOpen = false;
  const opens = (tries: number): void => {
    const life = anybody(world, chanceFor(seed, `open ${id} ${tries}`));
    agenda.at(agenda.now + 15 * SECOND, () => {
      if (!isOpen && tries < MOST_OPENINGS) opens(tries + 1);
    });
    life?.works.cases.openIntake(id, officer).then(
      (answer) => {
        if (isOpen || !answer.ok) return;
        isOpen = true;
        then();
      },
      // The officer gets no form, and tries again a moment later.
      () => undefined,
    );
  };
  opens(0);
};

const MOST_OPENINGS = 40;

/** An incident: the form is opened and sent, nearly always. */
const planIntake = (world: World, desk: Desk, index: number, at: Instant, chance: Chance): void => {
  const { agenda, region, script } = world;
  const id = caseId(index);
  const municipality = chance.pick(region.municipalities).id;
  const officer = chance.pick(peopleWith(region, municipality, [POLICE]));
  const announcement = announcementFor(index, municipality, at, chance);
  const isSent = chance.is(0.97);
  const filledIn = chance.whole(20, 300) * SECOND;
  const place = {
    serviceUrl: SERVICE_URL,
    tenant: TENANT,
    conversation: `form ${index}`,
    activity: `form ${index}`,
  };
  const form = chance.is(0.5) ? { form: place } : {};
  const command = { type: 'Announce', announcement } as const;
  agenda.at(at, () => {
    if (!script.happens(`intake ${index}`, at, `an incident in ${municipality} (${id})`)) return;
    openForm(world, id, officer, () => {
      if (!isSent) return;
      agenda.at(agenda.now + filledIn, () => {
        press(world, desk, { key: `announce ${index}`, id, command, by: officer, ...form });
      });
    });
  });
};

/** One case: its intake, and whoever looks at it from then on. */
export const planCase = (world: World, desk: Desk, index: number, at: Instant, until: Instant): void => {
  const chance = chanceFor(world.seed, `case ${index}`);
  planIntake(world, desk, index, at, chance);
  const { gap, looks, name } = chance.weighed(world.brisk ? BRISK : DILIGENCE);
  let lookAt = at;
  for (let look = 1; look <= looks; look += 1) {
    lookAt += Math.round(gap * 2 * chance.next()) + 10 * SECOND;
    if (lookAt > until) break;
    planLook(world, desk, index, look, lookAt, name);
  }
};

const planLook = (world: World, desk: Desk, index: number, look: number, at: Instant, who: string): void => {
  world.agenda.at(at, () => {
    const key = `look ${look} at case ${index}`;
    const chance = chanceFor(world.seed, key);
    const id = caseId(index);
    const now = world.ledger.now(id);
    // What is on the screen may be older than what is stored.
    const seen = chance.is(0.12) ? world.ledger.earlier(id, chance.whole(1, 10)) : now;
    if (!isCase(seen)) return;
    const choice = (world.brisk ? chooseBriskly : chooseFor)(seen, world.region, at, chance);
    if (!choice) return;
    const { by, command } = choice;
    if (world.script.happens(key, at, `${by.id} asks ${command.type} of ${id} (${who})`))
      press(world, desk, { key, id, by, command });
    // A colleague presses the same button in the same moment.
    const [colleague] = peopleWith(world.region, Object.keys(by.roles)[0] ?? '', rolesOf(by)).filter(
      (one) => one !== by,
    );
    const race = `${key}, a colleague`;
    if (colleague && chance.is(command.type === 'ClaimSlot' ? 0.5 : 0.08))
      world.agenda.at(at, () => {
        if (world.script.happens(race, at, `${colleague.id} asks ${command.type} of ${id} as well`))
          press(world, desk, { key: race, id, by: colleague, command });
      });
  });
};

/** How soon somebody acts on a message, if ever: also just before and just after the time they have. */
const PACES = [1, 3, 10, 29, 31, 90, 200];

interface Known {
  idOf(number: string): string | undefined;
  /** How many messages like this one somebody had, this one included. */
  nth(take: Take): number;
}

/** Somebody got a message, and does something with it: at once, late, or never. */
export const react = (world: World, desk: Desk, take: Take, known: Known): void => {
  const { to, number, shown, risks } = take;
  const id = number === undefined ? undefined : known.idOf(number);
  if (!to || id === undefined || (shown !== 'ping' && shown !== 'call')) return;
  const by = world.region.people.find((person) => person.id === to.id);
  if (!by) return;
  const key = `${to.id} answers ${shown} ${known.nth(take)} of ${id}`;
  const chance = chanceFor(world.seed, key);
  if (!chance.is(shown === 'call' ? 0.65 : 0.4)) return;
  const at = world.agenda.now + chance.pick(PACES) * MINUTE + chance.whole(0, 59_999);
  const answer = chance.weighed([
    [6, 'coming'],
    [3, 'present'],
    [2, 'declined'],
  ] as const);
  const command =
    shown === 'call'
      ? ({ type: 'AnswerCall', answer } as const)
      : ({ type: 'Acknowledge', risks: [...risks] } as const);
  world.agenda.at(at, () => {
    if (world.script.happens(key, at, `${to.id} asks ${command.type} of ${id}, on a message`))
      press(world, desk, { key, id, by, command });
  });
};
