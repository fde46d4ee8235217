import { whoIs } from '../../src/core/actor.ts';
import type { Period } from '../../src/core/calendar.ts';
import type { Person } from '../../src/core/region.ts';
import { HOUR } from '../../src/core/time.ts';
import type { RosterCommand } from '../../src/roster/commands.ts';
import { ADULT, YOUTH, anna, arie, petra, yara } from '../case/region.ts';
import { by, periods } from './asks.ts';
import { MONDAY, given } from './given.ts';
import { ada, gone, switched } from './people.ts';
import {
  absence,
  at,
  declinedSwap,
  override,
  pattern,
  rosterOf,
  shift,
  swap,
  unansweredSwap,
} from './rosters.ts';
import { onSaturday, saturday } from './scenarios.ts';

const ask = (of: Person, by: Person, time: Period = saturday): RosterCommand => ({
  type: 'AskSwap',
  role: ADULT,
  of: whoIs(of),
  with: whoIs(by),
  ...time,
});
const asked = (of: Person, by: Person, time: Period = saturday) => ({
  type: 'SwapAsked' as const,
  swap: { id: 'new', role: ADULT, ...time, of: whoIs(of), with: whoIs(by), askedAt: MONDAY },
});

describe('A swap', () => {
  it('is asked by whoever has the duty', () => {
    given(shift(anna, saturday)).when(ask(anna, arie), { by: anna }).then(asked(anna, arie));
  });

  it('may be asked by a planner, who is remembered', () => {
    const { type, swap: about } = asked(anna, arie);
    given(shift(anna, saturday))
      .when(ask(anna, arie), by)
      .then({ type, swap: { ...about, askedBy: whoIs(petra) } });
  });

  it('may be of a weekly duty, of a part of a duty, and of one that was swapped before', () => {
    const part = onSaturday('09:00', '11:00');
    given(pattern(anna, '2026-11-01'))
      .when(ask(anna, arie, part), { by: anna })
      .then(asked(anna, arie, part));
    given(shift(anna, saturday), swap(anna, arie, saturday))
      .when(ask(arie, ada), { by: arie })
      .then(asked(arie, ada));
  });

  it('may be of whoever left, so that somebody can take over', () => {
    const { type, swap: about } = asked(gone, arie);
    given(shift(gone, saturday))
      .when(ask(gone, arie), by)
      .then({ type, swap: { ...about, askedBy: whoIs(petra) } });
  });

  for (const [name, parts] of [
    ['never had it', [shift(arie, saturday)]],
    ['has it for another role', [shift(anna, saturday, { role: YOUTH })]],
    ['has it at another time', [shift(anna, onSaturday('18:00', '20:00'))]],
    ['swapped it before', [shift(anna, saturday), swap(anna, ada, saturday)]],
    ['was replaced', [shift(anna, saturday), override(ada, saturday)]],
    ['is absent', [shift(anna, saturday), absence(anna, saturday)]],
  ] as const) {
    it(`is not of somebody who ${name}`, () => {
      given(...parts)
        .when(ask(anna, arie), { by: anna })
        .refused({ code: 'notTheirDuty', person: whoIs(anna) });
    });
  }

  it('is not of a duty that is over, of which only an empty part is left', () => {
    const now = at('2026-11-28T13:00+01:00');
    given(shift(anna, onSaturday('10:00', '13:00')))
      .when(ask(anna, arie), { by: anna, at: now })
      .refused({ code: 'notTheirDuty', person: whoIs(anna) });
  });

  it('is with somebody else, who holds the role and is there', () => {
    const duty = shift(anna, saturday);
    given(duty)
      .when(ask(anna, anna), { by: anna })
      .refused({ code: 'invalid', problems: [{ field: 'with', problem: 'notAChoice' }] });
    for (const person of [yara, switched, gone])
      given(duty)
        .when(ask(anna, person), { by: anna })
        .refused({ code: 'notTheirRole', person: whoIs(person), role: ADULT });
    given(duty, absence(arie, saturday))
      .when(ask(anna, arie), { by: anna })
      .refused({ code: 'absent', person: whoIs(arie) });
  });

  for (const [name, time, field, problem] of periods) {
    it(`is refused when it ${name}`, () => {
      given()
        .when(ask(anna, arie, time), { by: anna })
        .refused({ code: 'invalid', problems: [{ field, problem }] });
    });
  }

  it('is asked once, until it is answered', () => {
    const duty = shift(anna, saturday);
    given(duty, unansweredSwap(anna, arie, saturday))
      .when(ask(anna, arie), { by: anna })
      .refused({ code: 'alreadyThere', person: whoIs(arie) });
    for (const other of [declinedSwap(anna, arie, saturday), unansweredSwap(anna, ada, saturday)])
      given(duty, other).when(ask(anna, arie), { by: anna }).then(asked(anna, arie));
  });
});

describe('The answer to a swap', () => {
  const open = rosterOf(shift(anna, saturday), unansweredSwap(anna, arie, saturday));
  const answer = (accepted: boolean): RosterCommand => ({
    type: 'AnswerSwap',
    swap: 'swap-Anna-Arie',
    accepted,
  });

  for (const accepted of [true, false])
    it(`is ${accepted ? 'yes' : 'no'}, of whoever was asked`, () => {
      given(open)
        .when(answer(accepted), { by: arie })
        .then({ type: 'SwapAnswered', swap: 'swap-Anna-Arie', accepted });
    });

  it('is not for whoever asked, nor for a planner', () => {
    for (const person of [anna, petra, ada])
      given(open).when(answer(true), { by: person }).refused({ code: 'swapNotYours' });
  });

  it('is given once', () => {
    given(swap(anna, arie, saturday))
      .when(answer(false), { by: arie })
      .refused({ code: 'swapAnswered', accepted: true });
    given(declinedSwap(anna, arie, saturday))
      .when(answer(true), { by: arie })
      .refused({ code: 'swapAnswered', accepted: false });
  });

  it('comes too late at the end of the duty, not before', () => {
    for (const accepted of [true, false]) {
      given(open).when(answer(accepted), { by: arie, at: saturday.to }).refused({ code: 'swapGone' });
      given(open)
        .when(answer(accepted), { by: arie, at: saturday.from - HOUR })
        .then({ type: 'SwapAnswered', swap: 'swap-Anna-Arie', accepted });
    }
    given().when(answer(true), { by: arie }).refused({ code: 'swapGone' });
  });

  it('is no yes any more when the duty went to somebody else meanwhile', () => {
    const taken = rosterOf(open, override(ada, saturday));
    given(taken)
      .when(answer(true), { by: arie })
      .refused({ code: 'notTheirDuty', person: whoIs(anna) });
    given(taken)
      .when(answer(false), { by: arie })
      .then({ type: 'SwapAnswered', swap: 'swap-Anna-Arie', accepted: false });
  });

  it('is no yes any more of somebody who does other work now', () => {
    const other = rosterOf(shift(anna, saturday), unansweredSwap(anna, switched, saturday));
    given(other)
      .when({ type: 'AnswerSwap', swap: 'swap-Anna-Switched', accepted: true }, { by: switched })
      .refused({ code: 'notTheirRole', person: whoIs(switched), role: ADULT });
  });
});
