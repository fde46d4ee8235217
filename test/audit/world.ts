/** A whole case and a roster as the program stores them, sealed, on a real SQLite file; and somebody who edits that file. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import Database from 'libsql';
import { type AccessLog, accessLog } from '../../src/audit/access.ts';
import type { CaseCommand } from '../../src/case/commands.ts';
import { type CaseDocument, parseCase } from '../../src/case/document.ts';
import { settle } from '../../src/case/due.ts';
import { caseHandlers } from '../../src/case/handle.ts';
import type { Person, Region } from '../../src/core/region.ts';
import { HOUR, type Instant } from '../../src/core/time.ts';
import { rosterHandlers } from '../../src/roster/handle.ts';
import type { DocumentStore, StoredDocument } from '../../src/store/port.ts';
import { remembering } from '../../src/store/remembering.ts';
import { after } from '../../src/outbox/after.ts';
import type { Outcome } from '../../src/outbox/attempt.ts';
import { sealing } from '../../src/store/sealing.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { update } from '../../src/store/update.ts';
import { START, announcement, decisions, details, hour, minute, seen } from '../case/history.ts';
import { lars, olga, petra, regionWith, vera, yara } from '../case/region.ts';
import { everyWatch } from '../case/watches.ts';
import { keptLog } from '../outbox/world.ts';
import { dutchDays } from '../roster/days.ts';
import { type Place, startPlace } from '../store/directory.ts';
import { unchanging } from '../support/region-now.ts';

export const KEY = randomBytes(32);

/** What must never come out of a log. */
export const PLANTED = {
  sealed: 'PLANTED-SEALED-HOUSEHOLD',
  reference: 'PLANTED-POLICE-REFERENCE',
  report: 'PLANTED-REPORT-REFERENCE',
  agreement: 'PLANTED-AGREEMENT',
  name: 'Planted',
  conversation: 'PLANTED-CONVERSATION',
  meeting: 'https://planted.example.invalid/meet',
} as const;

/** With ids as Entra gives them, so that a name is found where it must not be. */
const named = (person: Person, index: number): Person => ({
  ...person,
  id: `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
  name: `${PLANTED.name} ${person.name}`,
});
const everybody = [olga, vera, lars, yara, petra].map(named);
const [police, safeAtHome, local, youth, planner] = everybody as [Person, Person, Person, Person, Person];
export const PEOPLE = { police, safeAtHome, local, youth, planner };

const disclosure = {
  basis: 'law',
  reference: PLANTED.agreement,
  fields: ['address', 'names'],
} as const;

export const region: Region = {
  ...regionWith(),
  people: everybody,
  disclosures: { welzijn: disclosure, gemeente: disclosure },
};

export interface AuditWorld {
  /** As the program uses it. */
  store: DocumentStore;
  access: AccessLog;
  log: ReturnType<typeof keptLog>;
  now: Instant;
  run(id: string, command: CaseCommand, by: Person): Promise<void>;
  /** From the form to the close, with everything that may be seen of a household. */
  play(id: string): Promise<void>;
  /** So many changes of the roster. */
  arrange(times: number): Promise<void>;
  tickRoster(): Promise<void>;
}

const shown = {
  serviceUrl: 'https://teams.example.invalid/',
  tenant: PEOPLE.youth.tenant,
  conversation: PLANTED.conversation,
  activity: 'shown',
};

/** Everything arrives; the consultation is held at an address that nobody else may know. */
const delivered = (document: CaseDocument, now: Instant): CaseDocument =>
  document.outbox.reduce((current, message) => {
    const at = { ...shown, activity: `message ${message.id}` };
    const place = { way: 'graph', url: PLANTED.meeting, organiser: 'organiser', meeting: 'meeting' } as const;
    const outcome: Outcome =
      message.kind === 'meeting' ? { kind: 'placeFound', place, passed: [] } : { kind: 'sent', at };
    return after(current, { message, outcome }, now);
  }, document);

/** The program on a store. */
export const worldOn = (raw: DocumentStore): AuditWorld => {
  const log = keptLog();
  const store = remembering(sealing(raw, KEY, log.log));
  const watch = everyWatch(region);
  const clock = (): Instant => world.now;
  const common = { store, region: unchanging(region), clock, nudge: () => undefined, log: log.log };
  const cases = caseHandlers({
    ...common,
    watchFor: () => Promise.resolve(watch),
    repeats: { count: () => Promise.resolve(0) },
  });
  const rosters = rosterHandlers({
    ...common,
    days: dutchDays(),
    later: () => undefined,
    recheckCases: () => Promise.resolve(),
  });
  let activities = 0;
  const door = () => ({ activity: `activity ${(activities += 1)}` });
  const deliver = (id: string): Promise<void> =>
    update(store, id, parseCase, (current) => {
      assert.ok(current);
      return {
        save: settle(delivered(current, world.now), watch, world.now),
        result: undefined,
      };
    });
  const world: AuditWorld = {
    store,
    access: accessLog({ store, clock, log: log.log }),
    log,
    now: START,
    run: async (id, command, by) => {
      const answer = await cases.run(id, command, by, door());
      assert.ok(answer.ok, `${command.type} was refused: ${answer.ok ? '' : answer.refusal.code}`);
      await deliver(id);
    },
    play: async (id) => {
      world.now = START;
      assert.ok((await cases.openIntake(id, PEOPLE.police)).ok);
      for (const [at, by, command] of COURSE) {
        world.now = at;
        await cases.tick(id);
        await world.run(id, command, by);
      }
    },
    arrange: async (times) => {
      for (let time = 0; time < times; time += 1) {
        world.now += HOUR;
        const person = PEOPLE.youth;
        const period = { from: world.now + HOUR, to: world.now + 2 * HOUR, replaces: false };
        const command = { type: 'AddShift', person, role: 'jeugd-mw', ...period } as const;
        const answer = await rosters.run('hoogeveen', command, PEOPLE.planner, door());
        assert.ok(answer.ok, answer.ok ? '' : answer.refusal.code);
      }
    },
    tickRoster: () => rosters.tick('roster/hoogeveen'),
  };
  return world;
};

const both = [PEOPLE.youth, PEOPLE.local].map(({ tenant, id }) => ({ tenant, id }));

const COURSE: readonly (readonly [Instant, Person, CaseCommand])[] = [
  [
    minute(1),
    PEOPLE.police,
    { type: 'Announce', announcement: { ...announcement, policeReference: PLANTED.reference } },
  ],
  [minute(2), PEOPLE.safeAtHome, { type: 'AnswerCall', answer: 'coming' }],
  [minute(20), PEOPLE.safeAtHome, { type: 'RecordConsultation', decisions }],
  [minute(21), PEOPLE.safeAtHome, { type: 'CompleteConsultation', details }],
  [minute(30), PEOPLE.youth, { type: 'ClaimSlot' }],
  [minute(31), PEOPLE.local, { type: 'ClaimSlot' }],
  [
    minute(32),
    PEOPLE.safeAtHome,
    { type: 'RecordHousehold', sealed: PLANTED.sealed, fields: ['address', 'names'] },
  ],
  [minute(33), PEOPLE.safeAtHome, { type: 'ReleaseHousehold', to: both, ground: 'safety' }],
  [minute(34), PEOPLE.youth, { type: 'AskHousehold' }],
  [minute(35), PEOPLE.youth, { type: 'ViewHousehold', purpose: 'visit', at: shown }],
  [minute(50), PEOPLE.youth, { type: 'PlanVisit', visitAt: hour(3) }],
  [hour(3), PEOPLE.youth, { type: 'RecordSeen', seen }],
  [hour(4), PEOPLE.local, { type: 'TellSchool' }],
  [hour(4), PEOPLE.youth, { type: 'GiveFeedback', to: ['safeAtHome', 'police'] }],
  [hour(4), PEOPLE.safeAtHome, { type: 'RegisterFormalReport', reference: PLANTED.report }],
  [hour(5), PEOPLE.youth, { type: 'CloseCase', dossier: 'safeAtHome' }],
];

/** Documents as they are stored, read as plain JSON, and written back in any form. */
export interface Editor {
  read(id: string): Promise<Plain>;
  write(document: Plain): Promise<void>;
  remove(id: string): Promise<void>;
}

export interface PlainLine {
  at: number;
  hash: string;
  [name: string]: unknown;
}

export interface Plain extends StoredDocument {
  log: PlainLine[];
  [name: string]: unknown;
}

/** Edits the database file, as whoever has it could. */
export const editor = (file: string): Editor => {
  const withFile = <T>(use: (database: Database.Database) => T): Promise<T> => {
    const database = new Database(file);
    try {
      return Promise.resolve(use(database));
    } finally {
      database.close();
    }
  };
  return {
    read: (id) =>
      withFile((database) => {
        const row = database.prepare('SELECT body FROM documents WHERE id = ?').get(id) as { body: string };
        return JSON.parse(row.body) as Plain;
      }),
    write: (document) =>
      withFile((database) => {
        const statement = database.prepare(
          'UPDATE documents SET body = ?, version = version + 1 WHERE id = ?',
        );
        assert.equal(statement.run(JSON.stringify(document), document.id).changes, 1);
      }),
    remove: (id) =>
      withFile((database) => {
        assert.equal(database.prepare('DELETE FROM documents WHERE id = ?').run(id).changes, 1);
      }),
  };
};

export interface AuditPlace extends AuditWorld {
  place: Place;
  raw: DocumentStore;
  edit: Editor;
  dispose(): Promise<void>;
}

export const startAuditPlace = async (): Promise<AuditPlace> => {
  const place = await startPlace();
  const raw = openSqliteStore({ directory: place.data });
  return Object.assign(worldOn(raw), {
    place,
    raw,
    edit: editor(place.database),
    dispose: async (): Promise<void> => {
      await raw.close();
      await place.remove();
    },
  });
};
