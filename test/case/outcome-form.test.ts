import assert from 'node:assert/strict';
import type { OutcomeForm } from '../../src/case/consultation.ts';
import { outcomeForm } from '../../src/case/state.ts';
import { type History, followedAfter, given } from './given.ts';
import { announced, decided, decisions, hour, householdSeen } from './history.ts';
import { convened } from './meetings.ts';
import { hoogeveen, vera, yara } from './region.ts';

const record = (form: OutcomeForm) => ({ type: 'RecordConsultation', decisions, form }) as const;
const recorded = {
  type: 'ConsultationRecorded' as const,
  consultation: decisions,
  roles: [...hoogeveen.visit.children],
};

const never = [announced()];
const held = [announced(), convened()];
const decidedOnce = [...held, decided()];
const again = [...decidedOnce, convened(hour(1), hour(1), yara)];
const decidedTwice = [...again, decided({}, hoogeveen.visit.children, hour(1.5))];

const FORMS: readonly (readonly [History, OutcomeForm])[] = [
  [never, { meeting: 0, adjusts: false }],
  [[...never, decided()], { meeting: 0, adjusts: true }],
  [held, { meeting: 1, adjusts: false }],
  [decidedOnce, { meeting: 1, adjusts: true }],
  [again, { meeting: 2, adjusts: false }],
  [decidedTwice, { meeting: 2, adjusts: true }],
];

describe('The form for an outcome', () => {
  it('is about the consultation that is held, or adjusts what the latest decided', () => {
    for (const [history, form] of FORMS) assert.deepEqual(outcomeForm(followedAfter(...history)), form);
  });

  it('is accepted where it is about what it was opened for, and nowhere else', () => {
    for (const [history, now] of FORMS) {
      for (const [, form] of FORMS) {
        const asked = given(...history).when(record(form), { by: vera });
        if (form.meeting === now.meeting && form.adjusts === now.adjusts) asked.then(recorded);
        else asked.refused({ code: 'consultationOver' });
      }
    }
  });

  it('is refused for the step before anything else', () => {
    given(...decidedOnce, householdSeen())
      .when(record({ meeting: 1, adjusts: true }), { by: vera, at: hour(4) })
      .refused({ code: 'notNow', command: 'RecordConsultation', step: 'visited' });
  });
});
