import assert from 'node:assert/strict';
import type { Instant } from '../../src/core/time.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts';
import { type History, followedAfter } from '../case/given.ts';
import {
  DEADLINE,
  START,
  announced,
  attempted,
  bothClaimed,
  claimed,
  consulted,
  danger,
  escalated,
  feedback,
  hour,
  logged,
  minute,
  noChildren,
  planned,
  released,
  schoolTold,
  visited,
  waiting,
} from '../case/history.ts';
import { vera, yara } from '../case/region.ts';
import { lookedAt, rulesOf, shownAt, watchOver } from './watching.ts';

const watch = watchOver();
/** Only the window. */
const window = watchOver({ rules: rulesOf('windowClosing', 'windowMissed') });

/** What the rule raises: nothing one millisecond before, this at the moment, and nothing again after that. */
const raises = (rule: string, due: Instant, expected: readonly string[], ...history: History): void => {
  const state = followedAfter(...history);
  assert.deepEqual(shownAt(watch, state, due - 1, rule), [], 'one millisecond before');
  assert.deepEqual(shownAt(watch, state, due, rule), expected);
  const told = lookedAt(watch, state, due);
  assert.deepEqual(shownAt(watch, told, due, rule), [], 'a second look');
  assert.deepEqual(shownAt(watch, told, due + 30 * MINUTE - 1, rule), [], 'until the next rung');
};

const never = (rule: string, ...history: History): void => {
  const state = followedAfter(...history);
  for (const moment of [START, hour(2), DEADLINE - HOUR, DEADLINE, DEADLINE + 30 * DAY])
    assert.deepEqual(shownAt(watch, state, moment, rule), [], new Date(moment).toISOString());
};

const consultation = 'Olga, Otto, Vera, Lars, Yara, Yusuf';

describe('No consultation', () => {
  const late = `consultationLate rung 0: ${consultation}`;

  it('is a risk after an hour of service time, told to whoever is asked into it', () => {
    raises('consultationLate', hour(1), [late], announced());
    raises('consultationLate', hour(1), [late], announced(noChildren), claimed(0, yara));
  });

  it('is no risk once it was recorded', () => {
    never('consultationLate', announced(), consulted());
    never('consultationLate', announced(), consulted(), bothClaimed, planned());
    never('consultationLate', visited);
  });

  it('is at once with direct danger', () => {
    const state = followedAfter(announced(danger));
    assert.deepEqual(shownAt(watch, state, START, 'consultationLate'), [late]);
  });
});

describe('An open place', () => {
  const youth = 'unclaimed rung 0: Yara, Yusuf';
  const local = 'unclaimed rung 0: Lars';

  it('is a risk after two hours of service time, told to the role that is needed', () => {
    raises('unclaimed', hour(2), [youth, local], announced());
    raises('unclaimed', hour(2), [local], announced(), claimed(0, yara));
    raises('unclaimed', hour(2), ['unclaimed rung 0: Anna, Arie'], announced(noChildren));
    raises('unclaimed', hour(2), [youth, local], announced(), consulted());
  });

  it('is no risk once it is taken, or nobody has to go any more', () => {
    never('unclaimed', announced(), bothClaimed);
    never('unclaimed', visited);
  });

  it('counts from the moment it opened again', () => {
    const history = [announced(), bothClaimed, released(0, yara, hour(2))];
    raises('unclaimed', hour(4), [youth], ...history);
  });

  it('counts from the consultation for a role that was not asked before', () => {
    const exceptional = consulted({ exceptional: true }, ['veilig-thuis', 'jeugd-mw'], hour(1));
    raises('unclaimed', hour(3), ['unclaimed rung 0: Vera'], announced(), claimed(0, yara), exceptional);
  });

  it('is at once with direct danger, when it opens again too', () => {
    const state = followedAfter(announced(danger), bothClaimed, released(0, yara, hour(2)));
    assert.deepEqual(shownAt(watch, state, hour(2), 'unclaimed'), [youth]);
  });

  it('of a planned visit is a risk at once: there is no time to wait', () => {
    const history = [announced(), consulted(), bothClaimed, planned(), released(0, yara, hour(2))];
    raises('unclaimed', hour(2), [youth], ...history);
  });
});

describe('The end of the window', () => {
  const pair = [announced(), consulted(), bothClaimed];
  const going = 'windowClosing rung 0: Yara, Lars';

  it('is announced six and two hours before, to whoever goes', () => {
    raises('windowClosing', DEADLINE - 6 * HOUR, [going], ...pair);
    const warned = lookedAt(window, followedAfter(...pair), DEADLINE - 6 * HOUR);
    const climbed = lookedAt(window, warned, DEADLINE - 5.5 * HOUR, DEADLINE - 5 * HOUR);
    assert.deepEqual(shownAt(window, climbed, DEADLINE - 3 * HOUR - 1), []);
    assert.deepEqual(shownAt(window, climbed, DEADLINE - 2 * HOUR), [going]);
  });

  it('is announced to whoever goes and to whoever still could', () => {
    const history = [announced(), consulted(), claimed(0, yara)];
    raises('windowClosing', DEADLINE - 6 * HOUR, ['windowClosing rung 0: Yara, Lars'], ...history);
    raises('windowClosing', DEADLINE - 6 * HOUR, ['windowClosing rung 0: Yara, Yusuf, Lars'], announced());
  });

  it('is announced in elapsed time, at night and with direct danger too', () => {
    assert.equal(new Date(DEADLINE - 6 * HOUR).toISOString(), '2026-11-24T03:00:00.000Z');
    raises('windowClosing', DEADLINE - 6 * HOUR, [going], announced(danger), consulted(), bothClaimed);
  });

  it('is announced to a visit that was planned or that failed: only a visit ends it', () => {
    raises('windowClosing', DEADLINE - 6 * HOUR, [going], ...pair, planned());
    raises('windowClosing', DEADLINE - 6 * HOUR, [going], ...pair, attempted());
    never('windowClosing', visited);
  });

  it('says only the latest warning after an outage', () => {
    const state = followedAfter(...pair);
    assert.deepEqual(shownAt(window, state, DEADLINE - HOUR), [going]);
    assert.deepEqual(shownAt(window, state, DEADLINE), ['windowMissed rung 2: Mia, Bram']);
  });

  it('stops the climb of a warning that a later one replaces', () => {
    const warned = lookedAt(window, followedAfter(...pair), DEADLINE - 2 * HOUR - MINUTE);
    const again = lookedAt(window, warned, DEADLINE - 2 * HOUR);
    assert.deepEqual(shownAt(window, again, DEADLINE - 1.5 * HOUR), ['windowClosing rung 1: Mia']);
    assert.equal(Object.keys(again.risks).length, 2);
  });

  it('passed is a risk for the manager, to the millisecond', () => {
    raises('windowMissed', DEADLINE, ['windowMissed rung 2: Mia, Bram'], ...pair);
    raises('windowMissed', DEADLINE, ['windowMissed rung 2: Mia, Bram'], announced());
    raises('windowMissed', DEADLINE, ['windowMissed rung 2: Mia, Bram'], ...pair, planned());
    never('windowMissed', visited);
  });

  it('stands for ever, until somebody was there', () => {
    const state = followedAfter(...pair);
    assert.deepEqual(shownAt(window, state, DEADLINE + 3 * DAY), ['windowMissed rung 2: Mia, Bram']);
  });

  it('moves with a decision to wait', () => {
    const waits = [announced(), consulted({ decision: waiting(hour(30)) }), bothClaimed];
    raises('windowClosing', hour(24), [going], ...waits);
    raises('windowMissed', hour(30), ['windowMissed rung 2: Mia, Bram'], ...waits);
    assert.deepEqual(shownAt(window, followedAfter(...waits), hour(24) - 1), []);
  });

  it('stays where it is when waiting ends inside the window', () => {
    const waits = [announced(), consulted({ decision: waiting(hour(8)) }), bothClaimed];
    raises('windowClosing', DEADLINE - 6 * HOUR, [going], ...waits);
    raises('windowMissed', DEADLINE, ['windowMissed rung 2: Mia, Bram'], ...waits);
  });

  it('is followed as the municipality gave it at the beginning', () => {
    const policy = { visitWithin: 12 * HOUR, warnBefore: [HOUR] };
    raises('windowClosing', hour(11), [going], announced({ policy }), consulted(), bothClaimed);
    raises(
      'windowMissed',
      hour(12),
      ['windowMissed rung 2: Mia, Bram'],
      announced({ policy }),
      consulted(),
      bothClaimed,
    );
    never('windowClosing', announced({ policy: { warnBefore: [] } }), bothClaimed);
  });
});

describe('A professional who asks for a manager', () => {
  it('is heard at once, in every step', () => {
    for (const history of [[announced()], [announced(), consulted(), bothClaimed, planned()], [visited]])
      raises('escalated', minute(400), ['escalated rung 1: Mia'], ...history, escalated(minute(400)));
  });

  it('is heard again when they ask again', () => {
    const once = lookedAt(watch, followedAfter(visited, escalated(minute(400))), minute(400));
    assert.deepEqual(shownAt(watch, once, minute(401)), []);
    const both = followedAfter(visited, escalated(minute(400)), escalated(minute(402)));
    const twice = lookedAt(watch, { ...both, risks: once.risks }, minute(402));
    assert.equal(Object.keys(twice.risks).length, 2);
  });
});

describe('A case in which everything goes well', () => {
  it('gives the clock nothing to say but that it must be closed', () => {
    const report = logged({ type: 'FormalReportRegistered', reference: 'CORV-2026-123456' }, hour(4), vera);
    const done = followedAfter(visited, schoolTold, feedback('police'), feedback('safeAtHome'), report);
    for (const moment of [hour(4), DEADLINE, hour(28) - 1])
      assert.deepEqual(shownAt(watch, done, moment), []);
    assert.deepEqual(shownAt(watch, done, hour(28)), ['unclosed rung 0: Yara, Lars']);
  });
});
