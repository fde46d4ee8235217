import assert from 'node:assert/strict';
import { isSame } from '../../src/core/actor.ts';
import { MINUTE } from '../../src/core/time.ts';
import { type Duty, boundariesIn, dutiesIn, nextBoundary, rosteredAt } from '../../src/roster/duty.ts';
import { everyCourse, minutesOf, sorted, text } from './counted.ts';
import { ON_CALL, dayOrTwo } from './random-rosters.ts';
import { ZONE } from './scenarios.ts';

describe('Whatever the roster, a count minute by minute gives', function () {
  this.timeout(60_000);

  it('the same duties, each as long as it can be and in order', () => {
    everyCourse({ numRuns: 100 }, ({ roster, period }, { rostered }) => {
      for (const role of ON_CALL) {
        const duties = dutiesIn(roster, role, period, ZONE);
        for (const minute of minutesOf(period)) {
          const on = duties.filter(({ from, to }) => from <= minute && minute < to);
          const people = on.map(({ person }) => person);
          assert.equal(sorted(people), sorted(rostered(role, minute)), text(minute));
        }
        assert.ok(!duties.some((duty) => duties.some((other) => shouldBeOne(duty, other))));
        const order = duties.map(({ from, person }) => `${text(from)} ${person.name}`);
        assert.deepEqual(order, order.toSorted());
      }
    });
  });

  it('the same people on the roster at a moment', () => {
    everyCourse({ numRuns: 100, lengths: dayOrTwo }, ({ roster, period }, { rostered }) => {
      for (const minute of minutesOf(period).filter((_, index) => index % 97 === 0)) {
        for (const role of ON_CALL) {
          assert.equal(sorted(rosteredAt(roster, role, minute, ZONE)), sorted(rostered(role, minute)));
        }
      }
    });
  });

  it('the same moments at which duties begin or end, and the same whole duties', () => {
    let found = 0;
    everyCourse({ numRuns: 100, lengths: dayOrTwo }, ({ roster, period }, count) => {
      const expected = minutesOf({ from: period.from + MINUTE, to: period.to + MINUTE }).flatMap((minute) =>
        ON_CALL.flatMap((role) => [
          ...count
            .rostered(role, minute)
            .filter((who) => !count.isRostered(role, who, minute - MINUTE))
            .map((who) =>
              line(minute, 'comes', { role, person: who, ...count.dutyAround(role, who, minute) }),
            ),
          ...count
            .rostered(role, minute - MINUTE)
            .filter((who) => !count.isRostered(role, who, minute))
            .map((who) =>
              line(minute, 'goes', { role, person: who, ...count.dutyAround(role, who, minute - MINUTE) }),
            ),
        ]),
      );
      const boundaries = boundariesIn(roster, ON_CALL, period, ZONE);
      const lines = boundaries.flatMap(({ at, comes, goes }) => [
        ...comes.map((duty) => line(at, 'comes', duty)),
        ...goes.map((duty) => line(at, 'goes', duty)),
      ]);
      assert.deepEqual(lines.toSorted(), expected.toSorted());
      const moments = boundaries.map(({ at }) => at);
      assert.deepEqual(
        moments,
        [...new Set(moments)].toSorted((one, other) => one - other),
      );
      assert.equal(nextBoundary(roster, ON_CALL, period.from, period.to, ZONE), moments[0]);
      found += moments.length;
    });
    assert.ok(found > 100, `only ${found} moments`);
  });
});

const line = (at: number, what: string, { role, person, from, to }: Omit<Duty, 'entry'>): string =>
  `${text(at)} ${role}: ${person.name} ${what}, ${text(from)} - ${text(to)}`;

/** Two duties of a person that touch or overlap. */
const shouldBeOne = (one: Duty, other: Duty): boolean =>
  one !== other && isSame(one.person, other.person) && one.from <= other.to && other.from <= one.to;
