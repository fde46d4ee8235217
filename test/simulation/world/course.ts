import type { PreAnnouncement } from '../../../src/case/state.ts';
import { POLICE, peopleWith } from '../../../src/core/region.ts';
import { HOUR, type Instant, MINUTE } from '../../../src/core/time.ts';
import { VISITOR_RISKS } from '../../../src/case/vocabulary.ts';
import { SECOND } from '../faults/lengths.ts';
import { chanceFor } from './chance.ts';
import { chooseFor } from './choices.ts';
import { isCase } from './ledger.ts';
import { type Desk, anybody, press } from './press.ts';
import { SERVICE_URL, TENANT } from './region.ts';
import type { Take } from './takes.ts';
import type { World } from './world.ts';

/** How people go about a case: how long between two looks at it, and how many there are. */
const DILIGENCE = [
  [4, { name: 'quick', gap: 25 * MINUTE, looks: 16 }],
  [4, { name: 'slow', gap: 3 * HOUR, looks: 12 }],
  [1, { name: 'left alone', gap: 20 * HOUR, looks: 2 }],
  [2, { name: 'late', gap: 6 * HOUR, looks: 10 }],
] as const;

export const caseId = (index: number): string => `case/${index}`;

/** An incident: the form is opened, sent, and people look at the case from then on. */
export const planCase = (world: World, desk: Desk, index: number, at: Instant, until: Instant): void => {
  const chance = chanceFor(world.seed, `case ${index}`);
  const id = caseId(index);
  const municipality = chance.pick(world.region.municipalities).id;
  const officer = chance.pick(peopleWith(world.region, municipality, [POLICE]));
  const announcement: PreAnnouncement = {
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
  };
  const isSent = chance.is(0.97);
  const activity = `form ${index}`;
  const form = { serviceUrl: SERVICE_URL, tenant: TENANT, conversation: `form ${index}`, activity };

  const open = (tries: number): void => {
    const life = anybody(world, chanceFor(world.seed, `open ${index} ${tries}`));
    const again = (): void => {
      if (tries < 20)
        world.agenda.at(world.agenda.now + 20 * SECOND, () => {
          open(tries + 1);
        });
    };
    let isOpen = false;
    world.agenda.at(world.agenda.now + 15 * SECOND, () => {
      if (!isOpen) again();
    });
    life?.works.cases.openIntake(id, officer).then(
      (answer) => {
        if (isOpen || !answer.ok) return;
        isOpen = true;
        if (!isSent) return;
        world.agenda.at(world.agenda.now + chance.whole(20, 300) * SECOND, () => {
          const command = { type: 'Announce', announcement } as const;
          press(world, desk, {
            key: `announce ${index}`,
            id,
            command,
            by: officer,
            ...(chance.is(0.5) && { form }),
          });
        });
      },
      () => undefined,
    );
  };

  world.agenda.at(at, () => {
    if (world.script.happens(`intake ${index}`, at, `an incident in ${municipality} (${id})`)) open(0);
  });
  const { gap, looks, name } = chance.weighed(DILIGENCE);
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
    const choice = chooseFor(seen, world.region, at, chance);
    if (!choice) return;
    const { by, command } = choice;
    if (world.script.happens(key, at, `${by.id} asks ${command.type} of ${id} (${who})`))
      press(world, desk, { key, id, by, command });
    // A colleague presses the same button in the same moment.
    const [colleague] = peopleWith(world.region, by.municipalities[0] ?? '', by.roles).filter(
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

/** Somebody got a message, and does something with it: at once, late, or never. */
export const react = (
  world: World,
  desk: Desk,
  take: Take,
  nth: number,
  idOf: (number: string) => string | undefined,
): void => {
  const { to, number, shown, risks } = take;
  const id = number === undefined ? undefined : idOf(number);
  if (!to || id === undefined || (shown !== 'ping' && shown !== 'call')) return;
  const by = world.region.people.find((person) => person.id === to.id);
  if (!by) return;
  const key = `${to.id} answers ${shown} ${nth} of ${id}`;
  const chance = chanceFor(world.seed, key);
  if (!chance.is(shown === 'call' ? 0.65 : 0.4)) return;
  world.agenda.at(
    world.agenda.now + chance.pick([1, 3, 10, 29, 31, 90, 200]) * MINUTE + chance.whole(0, 59_999),
    () => {
      const answer = chance.weighed([
        [6, 'coming'],
        [3, 'present'],
        [2, 'declined'],
      ] as const);
      const command =
        shown === 'call'
          ? ({ type: 'AnswerCall', answer } as const)
          : ({ type: 'Acknowledge', risks: [...risks] } as const);
      if (
        !world.script.happens(key, world.agenda.now, `${to.id} asks ${command.type} of ${id}, on a message`)
      )
        return;
      press(world, desk, { key, id, by, command });
    },
  );
};
