import assert from 'node:assert/strict';
import type { CallAnswer } from '../../src/case/vocabulary.ts';
import { type Person, SAFE_AT_HOME } from '../../src/core/region.ts';
import { whoIs } from '../../src/core/actor.ts';
import { type History, followedAfter, given } from './given.ts';
import { announced, decided, hour, householdSeen, minute } from './history.ts';
import { answered, called, convened, joined, seatOf } from './meetings.ts';
import { YOUTH, eva, mia, olga, vera } from './region.ts';

const answer = (kind: CallAnswer) => ({ type: 'AnswerCall', answer: kind }) as const;
const gave = (by: Person, kind: CallAnswer) =>
  ({ type: 'CallAnswered', who: whoIs(by), answer: kind }) as const;

const latest = (...history: History) => {
  const meeting = followedAfter(...history).meetings.at(-1);
  assert.ok(meeting, 'there is no consultation');
  return meeting;
};

describe('Answering a call', () => {
  const running = [announced(), convened(), called([olga, vera])];

  it('is coming, being there or not, by whoever was called', () => {
    for (const kind of ['coming', 'present', 'declined'] as const)
      given(...running)
        .when(answer(kind), { by: vera })
        .then(gave(vera, kind))
        .isIn('announced');
  });

  it('may be another answer than before, and not the same', () => {
    given(...running, answered(vera))
      .when(answer('coming'), { by: vera })
      .refused({ code: 'alreadyDone' });
    for (const kind of ['present', 'declined'] as const)
      given(...running, answered(vera))
        .when(answer(kind), { by: vera })
        .then(gave(vera, kind));
    given(...running, answered(vera, 'unreachable'))
      .when(answer('coming'), { by: vera })
      .then(gave(vera, 'coming'));
  });

  it('counts for every seat of that person, and for nobody else', () => {
    const seats = [seatOf(eva, SAFE_AT_HOME), seatOf(eva, YOUTH), olga];
    const { called: table } = latest(announced(), convened(), called(seats), answered(eva));
    assert.deepEqual(
      table.map(({ role, answer: given_ }) => [role, given_]),
      [
        [SAFE_AT_HOME, { kind: 'coming', at: minute(2) }],
        [YOUTH, { kind: 'coming', at: minute(2) }],
        ['politie', undefined],
      ],
    );
  });

  it('is asked again of a seat that was added since', () => {
    const more = called([seatOf(vera, YOUTH)], 'next', minute(10));
    given(...running, answered(vera), more)
      .when(answer('coming'), { by: vera })
      .then(gave(vera, 'coming'));
  });

  it('is for a manager who was called, though managers have no seat of their own', () => {
    const manager = { ...seatOf(mia), organisation: 'vt' };
    given(...running, called([manager], 'manager', minute(15)))
      .when(answer('declined'), { by: mia })
      .then(gave(mia, 'declined'));
  });

  it('is over with the outcome, with the visit, and where nothing was ever opened', () => {
    const over = { code: 'consultationOver' } as const;
    for (const kind of ['coming', 'present', 'declined'] as const) {
      given(announced()).when(answer(kind), { by: vera }).refused(over);
      given(...running, decided())
        .when(answer(kind), { by: vera })
        .refused(over);
    }
    const seenMeanwhile = [...running, decided(), convened(hour(1), hour(1)), householdSeen()];
    given(...seenMeanwhile)
      .when(answer('coming'), { by: vera, at: hour(4) })
      .refused(over);
  });

  it('is given to the latest consultation: a second one asks again', () => {
    const second = [decided(), convened(hour(1), hour(1)), called([vera], 'first', hour(1))];
    const history = [...running, answered(vera, 'declined'), ...second];
    given(...history)
      .when(answer('declined'), { by: vera })
      .then(gave(vera, 'declined'));
    const { meetings } = followedAfter(...history, answered(vera, 'coming', hour(1.1)));
    assert.deepEqual(
      meetings.map(({ called: table }) => table.find(({ role }) => role === SAFE_AT_HOME)?.answer?.kind),
      ['declined', 'coming'],
    );
  });

  it('is over on the card of an earlier consultation, whatever is held now', () => {
    const of = (meeting: number) => ({ ...answer('coming'), meeting });
    given(...running)
      .when(of(1), { by: vera })
      .then(gave(vera, 'coming'));
    const second = [...running, decided(), convened(hour(1), hour(1)), called([vera], 'first', hour(1))];
    given(...second)
      .when(of(1), { by: vera })
      .refused({ code: 'consultationOver' });
    given(...second)
      .when(of(2), { by: vera })
      .then(gave(vera, 'coming'));
  });

  it('is not that of the account of another tenant with the same object id', () => {
    const double = { ...vera, tenant: 'elsewhere' };
    given(...running)
      .when(answer('declined'), { by: double })
      .refused({ code: 'notCalled' });
    const { called: table } = latest(...running, joined(double), answered(double, 'declined'));
    assert.deepEqual(
      table.map(({ who, answer: given_ }) => [who.tenant, given_?.kind]),
      [
        [olga.tenant, undefined],
        [vera.tenant, undefined],
        ['elsewhere', 'declined'],
      ],
    );
  });
});
