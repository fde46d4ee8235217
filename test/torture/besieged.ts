/** A program with a closed case, two open ones and a roster, and everything that was sent to get there. */
import type { CaseDocument } from '../../src/case/document.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { type Scenario, CHANNEL, expectCalls, idIn, startScenario } from '../e2e/scenario.ts';
import { between, seenIn } from '../e2e/rosters.ts';
import type { WireActivity } from '../support/activities.ts';
import { choiceNamed } from '../support/form.ts';
import { PERSONAL, type User, channel, user } from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';
import type { Answer } from '../support/teams.ts';
import { dateAndTime } from '../support/wall-clock.ts';
import { DAY } from '../../src/core/time.ts';
import { recording, wholeCourse } from './recorded.ts';
import { type StoredState, isQuiet, storedState } from './stored-state.ts';

const { police, planner, youth, manager } = PEOPLE;

const ASSEN = channel('19:assen@thread.tacv2');

/** They work in Hoogeveen, and have nothing to do with Assen. */
const NEIGHBOURS = [
  { name: 'Nel Naast', role: 'jeugd-mw', in: 'hoogeveen' },
  { name: 'Nico Naast', role: 'politie', in: 'hoogeveen' },
  { name: 'Noor Naast', role: 'manager', in: 'hoogeveen' },
] as const;

export interface Besieged {
  scenario: Scenario;
  /** What was sent, everything answered. */
  activities: readonly WireActivity[];
  /** The ids of a case that is closed, of an open one, and of an open one in the other municipality. */
  closed: CaseDocument['id'];
  open: CaseDocument['id'];
  elsewhere: CaseDocument['id'];
  /** They may do nothing in `elsewhere`. */
  outsiders: readonly User[];
  /** What is stored now. */
  state: () => Promise<StoredState>;
  /** Resolves when nothing waits to be sent. */
  quiet: () => Promise<StoredState>;
  close: () => Promise<void>;
}

export const besieged = async (): Promise<Besieged> => {
  const scenario = await startScenario({ second: true, more: NEIGHBOURS, onCall: ['jeugd-mw'] });
  const answers: Answer[] = [];
  scenario.teams = recording(scenario.teams, answers);
  await linked(scenario);
  const { posted: closed } = await wholeCourse(scenario, { municipality: 'hoogeveen' });
  const open = await scenario.announce({ municipality: 'hoogeveen' });
  const elsewhere = await announcedInAssen(scenario);
  await rostered(scenario);
  await besides(scenario);
  const store = openSqliteStore({ directory: scenario.place.dataDir });
  const state = (): Promise<StoredState> => storedState(store, ['person']);
  return {
    scenario,
    activities: answers.map(({ activity }) => activity),
    closed: closed.id,
    open: open.id,
    elsewhere,
    outsiders: outsiders(),
    state,
    quiet: () => quietly(scenario, store),
    close: async () => {
      await store.close();
      await scenario.close();
    },
  };
};

const outsiders = (): readonly User[] => [
  ...NEIGHBOURS.map(({ name }) => user(name)),
  user('Onbekend'),
  user(youth.name, { aadObjectId: youth.aadObjectId, tenantId: 'ander', id: '29:twin' }),
];

const quietly = async ({ program, now }: Scenario, store: DocumentStore): Promise<StoredState> => {
  for (;;) {
    const state = await storedState(store, ['person']);
    if (isQuiet(state, now())) return state;
    await program.next('sweep done');
  }
};

const linked = async ({ teams, connector }: Scenario): Promise<void> => {
  for (const [place, name] of [
    [CHANNEL, 'Hoogeveen'],
    [ASSEN, 'Assen'],
  ] as const) {
    const thread = await teams.message(planner, place, `koppel ${name}`);
    await connector.expectReply({ thread, text: `hoort nu bij ${name}` });
  }
};

/** From the chat of the officer, with a dialog beside it that is not sent. */
const announcedInAssen = async ({ teams, connector }: Scenario): Promise<string> => {
  const commandId = 'vooraankondiging';
  await teams.fetchTask(police, CHANNEL, commandId);
  await teams.submitTask(police, CHANNEL, commandId, { verb: 'announce', case: 'case/none' });
  await teams.message(police, PERSONAL, 'nieuw');
  const form = await connector.expectPersonal({ member: police, text: 'Vooraankondiging' });
  const filled = { municipality: 'assen', reference: '2026123456', children: 1 };
  await teams.press(police, PERSONAL, connector.shown(form), 'Versturen', filled);
  await connector.expectThread({ channel: ASSEN.channel, text: 'ASN-' });
  await expectCalls(connector);
  return idIn(form);
};

/** A duty of a day, next week. */
const rostered = async ({ teams, connector, now }: Scenario): Promise<void> => {
  await teams.message(planner, PERSONAL, 'piket hoogeveen');
  const roster = seenIn(await connector.expectPersonal({ member: planner, text: 'Piketrooster Hoogeveen' }));
  const title = 'Piket opslaan';
  const { date } = dateAndTime(now() + 7 * DAY);
  await teams.press(planner, PERSONAL, roster, title, {
    addPerson: choiceNamed(roster.card, title, 'addPerson', `${youth.name} · `),
    addEvery: 'once',
    ...between('add', { from: `${date}T10:00`, to: `${date}T18:00` }),
  });
  await connector.expectPersonal({ member: youth, text: 'Uw piketdienst in Hoogeveen is veranderd' });
};

/** Whatever else people send. */
const besides = async ({ teams, connector }: Scenario): Promise<void> => {
  for (const words of ['help', 'casussen', 'casus HGV-2026-0001', 'agenda', 'agenda stop', 'wat doe je?']) {
    await teams.message(manager, PERSONAL, words);
    await connector.expectPersonal({ member: manager });
  }
  await teams.file(youth, 'rooster.ics', `${connector.serviceUrl}none`);
  await connector.expectPersonal({ member: youth });
  await teams.installed(CHANNEL);
  await teams.installed(PERSONAL, youth);
};
