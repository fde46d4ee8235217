import assert from 'node:assert/strict';
import { parseCase } from '../../src/case/document.ts';
import type { CommandType } from '../../src/case/commands.ts';
import { CASE_PERMISSIONS, type Relation } from '../../src/core/permissions.ts';
import type { Person } from '../../src/core/region.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { region as small } from '../case/region.ts';
import { temporaryStore } from '../outbox/world.ts';
import { invokeActivity } from '../support/activities.ts';
import { type InProcess, startInProcess } from '../support/in-process.ts';
import { BOT, PERSONAL, user } from '../support/places.ts';
import {
  NOW,
  PRESSES,
  RELATIONS,
  STEP_NAMES,
  type Step,
  isContent,
  niels,
  situationFor,
  storeCase,
} from './permission-table.ts';

const region = {
  ...small,
  people: [...small.people, niels],
  disclosures: {
    gemeente: { basis: 'law', reference: 'Wet 1', fields: ['address'] },
    welzijn: { basis: 'law', reference: 'Wet 2', fields: ['address'] },
  },
} as const;

/** What anybody hears whose role, place or step does not fit. */
const REFUSED =
  /hoort niet bij uw rol|kan nu niet|bestaat niet|Dit formulier is van|niet gevraagd voor dit overleg|geen plek|nog niet aan u vrijgegeven|is al verstuurd|al overgedragen|is al gedaan|nog te doen|al geweest|al opgelost|nog plek voor|plek is al van/i;

const COMMANDS = Object.keys(CASE_PERMISSIONS) as CommandType[];

interface Permission {
  may: readonly Relation[];
  and?: Relation;
  steps: readonly string[];
}

const allows = (command: CommandType, step: Step, relations: readonly Relation[]): boolean => {
  const permission: Permission = CASE_PERMISSIONS[command];
  const { may, and, steps } = permission;
  return (
    steps.includes(step) &&
    may.some((relation) => relations.includes(relation)) &&
    (and === undefined || relations.includes(and))
  );
};

describe('The permission table, over HTTP', function () {
  this.timeout(120_000);

  let store: DocumentStore;
  let dispose: () => Promise<void>;
  let program: InProcess;
  let asked = 0;

  before(async () => {
    ({ store, dispose } = await temporaryStore());
    program = await startInProcess({ store, region, now: NOW });
  });

  after(async () => {
    await program.close();
    await dispose();
  });

  const press = async (by: Person, id: string, command: CommandType): Promise<string> => {
    asked += 1;
    const { verb, data } = PRESSES[command];
    const activity = invokeActivity(
      {
        user: user(by.name, { aadObjectId: by.id, tenantId: by.tenant }),
        place: PERSONAL,
        bot: BOT,
        serviceUrl: 'http://127.0.0.1:9',
        at: new Date(NOW),
        id: `f:${asked}`,
      },
      'adaptiveCard/action',
      { action: { type: 'Action.Execute', verb, data: { ...data, case: id } } },
      { replyToId: `card-${asked}`, source: 'message' },
    );
    const response = await fetch(program.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });
    assert.equal(response.status, 200, command);
    return response.text();
  };

  for (const command of COMMANDS) {
    for (const step of STEP_NAMES) {
      it(`${command} in ${step}`, async () => {
        for (const [by, relations] of RELATIONS) {
          const id = `case/${(asked + 1).toString(16).padStart(32, '0')}`;
          const before = await storeCase(store, id, situationFor(command, step));
          const answer = await press(by, id, command);
          const loaded = await store.read(id);
          assert.ok(loaded);
          const after = parseCase(loaded.document);
          const changed = after.log.length > before.log.length;
          const expected = allows(command, step, relations) && !isContent(command, before.state, relations);
          const what = `${by.name}: ${answer.slice(0, 600)}`;
          assert.equal(changed, expected, what);
          if (!changed) assert.deepEqual(after.state, before.state, what);
          if (!allows(command, step, relations)) assert.match(answer, REFUSED, what);
        }
      });
    }
  }
});
