import assert from 'node:assert/strict';
import { type Made, MeetingFailed } from '../../src/consultation/port.ts';
import { type Duration, HOUR, type Instant } from '../../src/core/time.ts';
import { graph, make, order, shown } from './asking.ts';
import { START } from './course.ts';

/** A clock that stands still until it is moved. */
const watchAt = (at: Instant) => {
  let now = at;
  return {
    clock: (): Instant => now,
    pass: (time: Duration): void => {
      now += time;
    },
  };
};

const THROTTLED = (wait: Duration): Error => new MeetingFailed('throttled', true, wait);

/** What comes of one try, begun so long after a place was first asked for, that takes so long to fail. */
const tryOnce = async (
  failure: Error,
  { waited = 0, takes = 0, tries = 0 }: { waited?: Duration; takes?: Duration; tries?: number },
): Promise<string> => {
  const { clock, pass } = watchAt(START + waited);
  const { online, asked } = graph(failure, () => {
    pass(takes);
  });
  const made = await make(order({}, { tries }), online, clock);
  assert.equal(asked.length, 1, 'one try at a time');
  return shown(made);
};

describe('A meeting that Graph could not make for the moment', () => {
  it('is asked for again after exactly what Graph asked to wait, within ten seconds of the first asking', async () => {
    for (const [wait, waited, expected] of [
      [17, 0, 'later: throttled in 17'],
      [10_000, 0, 'later: throttled in 10000'],
      [10_001, 0, 'deep-link, not graph: throttled'],
      [4_000, 6_000, 'later: throttled in 4000'],
      [4_000, 6_001, 'deep-link, not graph: throttled'],
      [120_000, 0, 'deep-link, not graph: throttled'],
    ] as const)
      assert.equal(await tryOnce(THROTTLED(wait), { waited }), expected);
  });

  it('has the time that the try itself took counted, to the millisecond', async () => {
    for (const [wait, waited, takes, expected] of [
      [4_000, 0, 6_000, 'later: throttled in 4000'],
      [4_000, 0, 6_001, 'deep-link, not graph: throttled'],
      [4_000, 3_000, 3_000, 'later: throttled in 4000'],
      [4_000, 3_000, 3_001, 'deep-link, not graph: throttled'],
      [0, 0, 10_000, 'later: throttled in 0'],
      [0, 0, 10_001, 'deep-link, not graph: throttled'],
    ] as const)
      assert.equal(await tryOnce(THROTTLED(wait), { waited, takes }), expected);
  });

  it('is asked for again after one second, and twice as long each time, when Graph does not say', async () => {
    for (const [tries, waited, takes, expected] of [
      [0, 0, 0, 'later: timeOut in 1000'],
      [1, 1_000, 0, 'later: timeOut in 2000'],
      [2, 3_000, 0, 'later: timeOut in 4000'],
      [2, 3_000, 3_001, 'deep-link, not graph: timeOut'],
      [3, 7_000, 0, 'deep-link, not graph: timeOut'],
    ] as const)
      assert.equal(await tryOnce(new MeetingFailed('timeOut', true), { tries, waited, takes }), expected);
  });

  for (const [what, takes, lasts] of [
    ['at once', 0, 9_000],
    ['slowly', 2_500, 8_000],
    ['too slowly to try again', 8_000, 8_000],
  ] as const)
    it(`holds nobody up for ever: an asking that fails ${what} time and again comes to the next way`, async () => {
      const { clock, pass } = watchAt(START);
      const { online } = graph(THROTTLED(3_000), () => {
        pass(takes);
      });
      let made: Made = { kind: 'later', wait: 0, reason: 'throttled' };
      for (let tries = 0; made.kind === 'later'; tries += 1) {
        assert.ok(tries < 10, 'it never gives up');
        pass(made.wait);
        made = await make(order({}, { tries }), online, clock);
      }
      assert.equal(shown(made), 'deep-link, not graph: throttled');
      assert.equal(clock() - START, lasts);
    });

  it('is not waited for any longer because the clock was set back', async () => {
    for (const [wait, expected] of [
      [10_000, 'later: throttled in 10000'],
      [10_001, 'deep-link, not graph: throttled'],
      [120_000, 'deep-link, not graph: throttled'],
    ] as const)
      assert.equal(await tryOnce(THROTTLED(wait), { waited: -HOUR }), expected);
  });

  it('is made by a try that takes longer than anybody would wait', async () => {
    const { clock, pass } = watchAt(START);
    const { online } = graph(undefined, () => {
      pass(30_000);
    });
    assert.equal(shown(await make(order({}), online, clock)), 'graph');
  });
});
