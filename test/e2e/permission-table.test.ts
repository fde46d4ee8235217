import assert from 'node:assert/strict';
import { parseCase } from '../../src/case/document.ts';
import type { CommandType } from '../../src/case/commands.ts';
import { CASE_PERMISSIONS, type Relation } from '../../src/core/permissions.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { region as small } from '../case/region.ts';
import { ofKind } from '../fixtures/schema/earlier.ts';
import { temporaryStore } from '../outbox/world.ts';
import { type InProcess, startInProcess } from '../support/in-process.ts';
import {
  LATE,
  NOW,
  PRESSES,
  RELATIONS,
  STEP_NAMES,
  type Step,
  isContent,
  niels,
  pressing,
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
  let press: ReturnType<typeof pressing>;
  let stored = 0;

  before(async () => {
    ({ store, dispose } = await temporaryStore());
    program = await startInProcess({ store, region, now: NOW });
    press = pressing(program);
  });

  after(async () => {
    await program.close();
    await dispose();
  });

  for (const command of COMMANDS) {
    for (const step of STEP_NAMES) {
      it(`${command} in ${step}`, async () => {
        for (const [by, relations] of RELATIONS) {
          stored += 1;
          const id = `case/${stored.toString(16).padStart(32, '0')}`;
          const before = await storeCase(store, id, situationFor(command, step));
          const { verb, data } = PRESSES[command];
          program.now = command === 'GiveLateReason' ? LATE : NOW;
          const answer = await press(by, verb, { ...data, case: id });
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

  it('nothing at all in forgotten', async () => {
    const [forgotten] = ofKind('case').filter(({ situation }) => situation === 'forgotten');
    assert.ok(forgotten);
    const id = `case/${'f'.repeat(32)}`;
    const document = { ...forgotten.document, id };
    assert.ok((await store.create(document)).ok);
    for (const command of COMMANDS)
      for (const [by] of RELATIONS) {
        const { verb, data } = PRESSES[command];
        const answer = await press(by, verb, { ...data, case: id });
        assert.match(answer, REFUSED, `${command} by ${by.name}`);
      }
    const after = await store.read(id);
    assert.ok(after);
    assert.deepEqual(parseCase(after.document).state, parseCase(document).state);
    assert.deepEqual(parseCase(after.document).log, []);
  });
});
