import assert from 'node:assert/strict';
import { z } from 'zod';
import { accessIdOf } from '../../src/audit/access.ts';
import { personKey } from '../../src/cards/roster-facts.ts';
import { whoIs } from '../../src/core/actor.ts';
import {
  BOT_PERMISSIONS,
  DIRECTORY_PERMISSIONS,
  ROSTER_PERMISSIONS,
  type Relation,
} from '../../src/core/permissions.ts';
import type { Person } from '../../src/core/region.ts';
import {
  DIRECTORY_ID,
  type DirectoryDocument,
  newDirectory,
  parseDirectory,
} from '../../src/directory/document.ts';
import { evolve } from '../../src/directory/evolve.ts';
import { merge } from '../../src/directory/merge.ts';
import { type DirectoryState, EMPTY, keyOf } from '../../src/directory/state.ts';
import { newRoster, parseRoster, rosterIdOf } from '../../src/roster/document.ts';
import { type RosterState, emptyRoster } from '../../src/roster/state.ts';
import type { DocumentStore, StoredDocument } from '../../src/store/port.ts';
import { ADULT, anna, arie, region as small, yusuf } from '../case/region.ts';
import { temporaryStore } from '../outbox/world.ts';
import { absence, period, rosterOf, shift, unansweredSwap, unproven } from '../roster/rosters.ts';
import { textOf } from '../support/cards.ts';
import { calendarOf, eventOf } from '../support/calendar-files.ts';
import { type Files, startFiles } from '../support/files.ts';
import { type InProcess, startInProcess } from '../support/in-process.ts';
import { PERSONAL, type User, user } from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';
import { NOW, RELATIONS, niels, pressing } from './permission-table.ts';
import { CHANNEL, type Scenario, startScenario } from './scenario.ts';

/* What can be asked beside a case: of a roster, of people and settings, of the bot. Each by everybody, over HTTP. */

const region = { ...small, people: [...small.people, niels] };
const HERE = 'hoogeveen';

const people = (): ReadonlyMap<Person, readonly Relation[]> =>
  new Map<Person, readonly Relation[]>([...RELATIONS, [arie, ['visit', 'colleague']]]);

/** What anybody hears whose role does not fit, or for whom there is nothing to answer. */
const REFUSED =
  /hoort niet bij uw rol|hoort niet bij u\.|Ik ken u nog niet|zijn voor de planner|aan iemand anders gesteld|niet gevraagd voor deze test/;

const earlier = period('2026-11-28T02:00+01:00', '2026-11-28T06:00+01:00');
const saturday = period('2026-11-28T10:00+01:00', '2026-11-28T18:00+01:00');
const sunday = period('2026-11-29T10:00+01:00', '2026-11-29T18:00+01:00');
const later = period('2026-12-12T10:00+01:00', '2026-12-12T18:00+01:00');
const on = (input: string, date: string, from = '10:00', to = '18:00') => ({
  [`${input}FromDate`]: date,
  [`${input}FromTime`]: from,
  [`${input}ToDate`]: date,
  [`${input}ToTime`]: to,
});

const ROSTERS: Readonly<Record<'filled' | 'empty', RosterState>> = {
  // Everything that is somebody's is Anna's; Arie is asked to take her Saturday.
  filled: {
    ...rosterOf(
      shift(anna, saturday),
      shift(anna, earlier, { id: 'earlier' }),
      unansweredSwap(anna, arie, earlier),
      absence(anna, later),
      unproven(anna),
    ),
    gaps: [{ id: 'gap', role: ADULT, ...sunday, foundAt: NOW, told: [], unheard: [] }],
  },
  empty: emptyRoster(HERE, 0),
};
type RosterName = keyof typeof ROSTERS;

type RosterCommand = Exclude<keyof typeof ROSTER_PERMISSIONS, 'ImportShifts'>;

interface Press {
  verb: string;
  data: object;
}

interface RosterPress extends Press {
  /** Whoever is asked here; nobody unless said otherwise. */
  asked?: Person;
  /** Means nothing on an empty roster. */
  onFilledOnly?: boolean;
}

const ROSTER_PRESSES: Readonly<Record<RosterCommand, RosterPress>> = {
  AddShift: {
    verb: 'roster-add',
    data: { addPerson: `${personKey(anna)}|${ADULT}`, addEvery: 'once', ...on('add', '2026-12-05') },
  },
  AddPattern: {
    verb: 'roster-add',
    data: { addPerson: `${personKey(anna)}|${ADULT}`, addEvery: 'week1', ...on('add', '2026-12-05') },
  },
  TestReach: { verb: 'roster-test', data: {}, onFilledOnly: true },
  RemoveEntry: { verb: 'roster-remove', data: { removeEntry: 'absence-Anna' }, onFilledOnly: true },
  MarkAbsent: {
    verb: 'roster-absent',
    data: { absentPerson: personKey(anna), ...on('absent', '2026-12-19') },
  },
  AskSwap: {
    verb: 'roster-swap',
    data: {
      swapDuty: `${ADULT}|${saturday.from}|${saturday.to}|${personKey(anna)}`,
      swapWith: personKey(arie),
    },
    onFilledOnly: true,
  },
  AnswerSwap: {
    verb: 'swap-answer',
    data: { swap: 'swap-Anna-Arie', answer: 'yes' },
    asked: arie,
    onFilledOnly: true,
  },
  FillGap: {
    verb: 'roster-fill',
    data: { fillGap: 'gap', fillPerson: personKey(anna) },
    onFilledOnly: true,
  },
  ProveReach: { verb: 'reach-prove', data: {}, asked: anna, onFilledOnly: true },
};

/** Anna is in the file otherwise than on her card, and Yusuf has been stopped. */
const directoryState = (): DirectoryState => {
  const seeded = merge(EMPTY, region).reduce(evolve, EMPTY);
  const byCard = [
    {
      type: 'PersonChanged' as const,
      municipality: HERE,
      person: whoIs(anna),
      roles: [ADULT],
      mobile: '+31600000009',
      changed: ['mobile' as const],
    },
    { type: 'PersonSuspended' as const, municipality: HERE, person: whoIs(yusuf) },
  ].reduce<DirectoryState>(evolve, seeded);
  return { ...byCard, open: { ...byCard.open, people: [keyOf(anna)] } };
};

const DIRECTORY_PRESSES: Readonly<Record<keyof typeof DIRECTORY_PERMISSIONS, Press>> = {
  AddPerson: {
    verb: 'people-add',
    data: { person: '33333333-3333-4333-8333-333333333333', name: 'Nina Nieuw', roles: ADULT },
  },
  ChangePerson: { verb: 'people-change', data: { person: personKey(anna), roles: 'manager' } },
  SuspendPerson: { verb: 'people-suspend', data: { person: personKey(anna) } },
  RestorePerson: { verb: 'people-restore', data: { person: personKey(yusuf) } },
  RemovePerson: { verb: 'people-remove', data: { person: personKey(anna) } },
  SetNeeds: { verb: 'needs-set', data: { roles: ADULT } },
  SettleDifference: { verb: 'difference-settle', data: { person: personKey(anna), take: 'file' } },
};

const accessDay = z.object({
  log: z.array(z.object({ event: z.object({ about: z.string().optional() }) })),
});

const isIn = (may: readonly Relation[], relations: readonly Relation[]): boolean =>
  may.some((relation) => relations.includes(relation));

describe('What can be asked beside a case, over HTTP', function () {
  this.timeout(120_000);

  let store: DocumentStore;
  let dispose: () => Promise<void>;
  let program: InProcess;
  let press: ReturnType<typeof pressing>;

  before(async () => {
    ({ store, dispose } = await temporaryStore());
    program = await startInProcess({ store, region, now: NOW });
    press = pressing(program);
  });

  after(async () => {
    await program.close();
    await dispose();
  });

  const put = async (document: StoredDocument): Promise<void> => {
    const there = await store.read(document.id);
    if (there) await store.replace(document, there.version);
    else await store.create(document);
  };
  const stored = async (id: string): Promise<StoredDocument> => {
    const loaded = await store.read(id);
    assert.ok(loaded);
    return loaded.document;
  };
  /** What the log says of refusals since this was last asked: what they were about. */
  let heard = 0;
  const refusals = async (): Promise<readonly (string | undefined)[]> => {
    const day = await store.read(accessIdOf(NOW));
    const fresh = day ? accessDay.parse(day.document).log.slice(heard) : [];
    heard += fresh.length;
    return fresh.map(({ event }) => event.about);
  };

  describe('a roster', () => {
    for (const command of Object.keys(ROSTER_PRESSES) as RosterCommand[])
      for (const name of Object.keys(ROSTERS) as RosterName[])
        it(`${command}, ${name}`, async () => {
          const { verb, data, asked, onFilledOnly } = ROSTER_PRESSES[command];
          for (const [by, roles] of people()) {
            const document = { ...newRoster(HERE, NOW), state: ROSTERS[name], dueAt: null };
            await put(document);
            const answer = await press(by, verb, { roster: HERE, ...data });
            const after = parseRoster(await stored(rosterIdOf(HERE)));
            const relations: readonly Relation[] = [
              ...roles.filter((relation) => relation !== 'invited'),
              ...(by === anna ? (['themselves'] as const) : []),
              ...(by === asked ? (['asked'] as const) : []),
            ];
            const allowed = isIn(ROSTER_PERMISSIONS[command].may, relations);
            const what = `${by.name}: ${answer.slice(0, 600)}`;
            const possible = name === 'filled' || !onFilledOnly;
            assert.equal(after.events > 0, allowed && possible, what);
            if (after.events === 0) assert.deepEqual(after.state, ROSTERS[name], what);
            if (!allowed && possible) assert.match(answer, REFUSED, what);
            const told = await refusals();
            // Whom a question is for is no matter of roles; nor is what is not there.
            const isOfRole = possible && asked === undefined && relations.includes('colleague');
            if (isOfRole) assert.deepEqual(told, allowed ? [] : [rosterIdOf(HERE)], by.name);
          }
        });

    it('MarkAbsent of oneself, by whoever works there', async () => {
      const { verb } = ROSTER_PRESSES.MarkAbsent;
      for (const [by, roles] of people()) {
        await put({ ...newRoster(HERE, NOW), dueAt: null });
        const data = { absentPerson: personKey(by), ...on('absent', '2026-12-19') };
        const answer = await press(by, verb, { roster: HERE, ...data });
        const { state } = parseRoster(await stored(rosterIdOf(HERE)));
        assert.equal(state.absences.length, roles.includes('colleague') ? 1 : 0, `${by.name}: ${answer}`);
      }
    });
  });

  describe('people and settings', () => {
    for (const command of Object.keys(DIRECTORY_PRESSES) as (keyof typeof DIRECTORY_PRESSES)[])
      it(command, async () => {
        const { verb, data } = DIRECTORY_PRESSES[command];
        for (const [by, relations] of people()) {
          const before = directoryState();
          const document: DirectoryDocument = { ...newDirectory(), state: before };
          await put(document);
          const answer = await press(by, verb, { people: HERE, ...data });
          const after = parseDirectory(await stored(DIRECTORY_ID));
          const allowed = isIn(DIRECTORY_PERMISSIONS[command].may, relations);
          const what = `${by.name}: ${answer.slice(0, 600)}`;
          assert.equal(after.events > 0, allowed, what);
          if (allowed) continue;
          assert.deepEqual(after.state, before, what);
          assert.match(answer, REFUSED, what);
          assert.deepEqual(await refusals(), [`directory/${HERE}`], by.name);
        }
      });
  });
});

describe('What can be asked of the bot, over HTTP', function () {
  this.timeout(120_000);

  const elsewhere = user('Ella Elders');
  const stranger = user('Niemand Bekend');
  const { police, planner } = PEOPLE;
  const everybody: readonly User[] = [...Object.values(PEOPLE), elsewhere, stranger];
  const MAY: Readonly<Record<keyof typeof BOT_PERMISSIONS | 'ImportShifts', readonly User[]>> = {
    OpenIntake: [police],
    ListCases: Object.values(PEOPLE),
    LinkChannel: [planner],
    ImportShifts: [planner],
  };

  let scenario: Scenario;
  let files: Files;
  let number: string;

  before(async () => {
    const more = [{ name: elsewhere.name, role: 'planner', in: 'assen' }];
    scenario = await startScenario({ second: true, more, strangers: [elsewhere, stranger] });
    files = await startFiles();
    await says(planner, 'koppel hoogeveen', CHANNEL);
    const { posted } = await scenario.announce();
    number = /HGV-\d{4}-\d{4}/.exec(textOf(posted.card ?? {}))?.[0] ?? '';
    assert.notEqual(number, '');
  });

  after(async () => {
    await scenario.close();
    await files.close();
  });

  const says = async (who: User, words: string, place = PERSONAL): Promise<string> => {
    const asked = await scenario.teams.message(who, place, words);
    const { card, activity } =
      place.kind === 'personal'
        ? await scenario.connector.expectPersonal({ member: who })
        : await scenario.connector.expectReply({ thread: asked });
    return card ? textOf(card) : (activity.text ?? '');
  };

  it('is known of everything that the table has', () => {
    assert.deepEqual(new Set(Object.keys(MAY)), new Set([...Object.keys(BOT_PERMISSIONS), 'ImportShifts']));
    assert.deepEqual(BOT_PERMISSIONS.OpenIntake.may, ['police']);
    assert.deepEqual(BOT_PERMISSIONS.ListCases.may, ['colleague']);
    assert.deepEqual(BOT_PERMISSIONS.LinkChannel.may, ['planner']);
    assert.deepEqual(ROSTER_PERMISSIONS.ImportShifts.may, ['planner']);
  });

  it('OpenIntake', async () => {
    for (const who of everybody)
      assert.equal(
        (await says(who, 'nieuw')).includes('Referentie politie'),
        MAY.OpenIntake.includes(who),
        who.name,
      );
  });

  it('ListCases', async () => {
    for (const who of everybody)
      assert.equal((await says(who, 'casussen')).includes(number), MAY.ListCases.includes(who), who.name);
  });

  it('LinkChannel', async () => {
    for (const who of everybody) {
      const answer = await says(who, 'koppel hoogeveen', CHANNEL);
      assert.equal(answer.includes('hoort nu bij Hoogeveen'), MAY.LinkChannel.includes(who), who.name);
    }
  });

  it('ImportShifts', async () => {
    for (const [index, who] of everybody.entries()) {
      const event = eventOf(`${index}`, `Piket ${PEOPLE.youth.name}`, '20261205T180000', '20261205T220000');
      await scenario.teams.file(who, 'rooster.ics', files.put('rooster.ics', calendarOf(event)), HERE);
      const { card, activity } = await scenario.connector.expectPersonal({ member: who });
      const answer = card ? textOf(card) : (activity.text ?? '');
      assert.equal(answer.includes('Agenda ingelezen'), MAY.ImportShifts.includes(who), who.name);
    }
  });
});
