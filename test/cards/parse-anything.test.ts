import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Submission, type Verb, parseSubmission } from '../../src/cards/parse.ts';
import { decisionsSchema, detailsSchema } from '../../src/case/consultation.ts';
import { caseEventSchema } from '../../src/case/events.ts';
import { preAnnouncementSchema, seenSchema } from '../../src/case/state.ts';
import type { CaseCommand } from '../../src/case/commands.ts';
import { DRENTHE, HOOGEVEEN } from './regions.ts';
import { RIGHT } from './submissions.ts';

/** The same submissions on every run. */
const RUNS = { seed: 20261123, numRuns: 500 };

const VERBS = [...new Set(RIGHT.map(({ verb }) => verb))];
const FIELDS = [...new Set(RIGHT.flatMap(({ data }) => Object.keys(data)))];

const anything = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>;

/** Fields that forms have, with whatever in them. */
const anySubmission: fc.Arbitrary<Submission> = fc.dictionary(
  fc.oneof(fc.constantFrom(...FIELDS), fc.string()),
  anything,
);

/** A right submission in which some fields hold something else, of the kind a client could send. */
const nearlyRight: fc.Arbitrary<{ verb: Verb; data: Submission }> = fc
  .constantFrom(...RIGHT)
  .chain(({ verb, data }) =>
    fc
      .dictionary(
        fc.constantFrom(...Object.keys(data)),
        fc.oneof(
          fc.string(),
          fc.stringMatching(/^[A-Za-z]{0,3}[\d\-./]{0,12}$/),
          fc.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
          fc.stringMatching(/^\d{2}:\d{2}$/),
          fc.constantFrom(...RIGHT.flatMap((right) => Object.values(right.data))),
          fc.integer(),
        ),
        { maxKeys: 3 },
      )
      .map((change) => ({ verb, data: { ...data, ...change } })),
  );

const answer = (verb: Verb, data: Submission): CaseCommand | undefined => {
  const result = parseSubmission(verb, data, HOOGEVEEN);
  if (result.ok) return result.value;
  assert.ok(result.refusal.code === 'invalid' && result.refusal.problems.length > 0, JSON.stringify(result));
  return undefined;
};

/** What is kept in a document must be readable again. */
const canBeStored = (command: CaseCommand): void => {
  switch (command.type) {
    case 'Announce':
      preAnnouncementSchema.parse(command.announcement);
      return;
    case 'RecordConsultation':
      decisionsSchema.strict().parse(command.decisions);
      return;
    case 'CompleteConsultation':
      detailsSchema.strict().parse(command.details);
      return;
    case 'RecordSeen':
      seenSchema.parse(command.seen);
      return;
    case 'PlanVisit':
      assert.ok(Number.isSafeInteger(command.visitAt));
      return;
    case 'RecordAttempt':
      assert.ok(Number.isSafeInteger(command.at));
      return;
    case 'StartConsultation':
    case 'AnswerCall':
    case 'ClaimSlot':
    case 'ReleaseSlot':
    case 'TellSchool':
    case 'GiveFeedback':
    case 'Acknowledge':
    case 'ResolveEscalation':
    case 'CloseCase':
      return;
    case 'Escalate':
      caseEventSchema.parse({ ...command, type: 'CaseEscalated' });
      return;
    case 'RegisterFormalReport':
      caseEventSchema.parse({ ...command, type: 'FormalReportRegistered' });
      return;
    case 'GiveLateReason':
      caseEventSchema.parse({ ...command, type: 'LateReasonGiven' });
      return;
    case 'RecordHousehold':
    case 'ReleaseHousehold':
    case 'AskHousehold':
    case 'ViewHousehold':
      assert.fail(`${command.type} is not of a button of the case`);
      break;
    default:
      return command satisfies never;
  }
};

describe('Whatever a button sends', () => {
  it('gives a command or a refusal with fields, never a fault', () => {
    fc.assert(
      fc.property(fc.constantFrom(...VERBS), anySubmission, (verb, data) => {
        answer(verb, data);
      }),
      RUNS,
    );
  });

  it('never announces a case without all its answers', () => {
    fc.assert(
      fc.property(anySubmission, (data) => {
        assert.ok(!parseSubmission('announce', data, DRENTHE).ok);
      }),
      RUNS,
    );
  });

  it('gives a command that can be stored and read again, when it is nearly right', () => {
    const commands: string[] = [];
    fc.assert(
      fc.property(nearlyRight, ({ verb, data }) => {
        const command = answer(verb, data);
        if (!command) return;
        commands.push(command.type);
        canBeStored(command);
      }),
      RUNS,
    );
    assert.deepEqual(
      [...new Set(commands)].toSorted(),
      [...new Set(RIGHT.map(({ command }) => command.type))].toSorted(),
      'some command was never reached',
    );
  });
});
