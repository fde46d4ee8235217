import assert from 'node:assert/strict';
import { DAY, MINUTE } from '../../src/core/time.ts';
import { coverOf } from '../../src/roster/cover.ts';
import { gapsIn } from '../../src/roster/gaps.ts';
import { LOCAL } from '../case/region.ts';
import { days, everyCourse, minutesOf, sorted, text } from './counted.ts';
import { rosterRegion } from './people.ts';
import { ON_CALL, dayOrTwo } from './random-rosters.ts';

const ROLES = [...ON_CALL, LOCAL];

describe('Whatever the roster, a count minute by minute gives', function () {
  this.timeout(60_000);

  it('the same gaps, each as long as it can be', () => {
    let found = 0;
    everyCourse({ numRuns: 100 }, ({ roster, municipality, period }, { service, isCovered, runs }) => {
      const around = { from: period.from - 2 * DAY, to: period.to + 2 * DAY };
      const services = runs((minute) => service(minute) === 'onCall', around);
      const expected = ON_CALL.flatMap((role) =>
        services
          .filter(({ from }) => from < period.to)
          .flatMap((time) => runs((minute) => !isCovered(role, minute), time))
          .filter(({ to }) => to > period.from)
          .map(({ from, to }) => `${role} ${text(from)} - ${text(to)}`),
      );
      const gaps = gapsIn(roster, municipality, rosterRegion, days, period);
      const lines = gaps.map(({ role, from, to }) => `${role} ${text(from)} - ${text(to)}`);
      assert.deepEqual(lines.toSorted(), expected.toSorted());
      found += gaps.length;
    });
    assert.ok(found > 200, `only ${found} gaps`);
  });

  it('the same people on duty at a moment, those on the roster first', () => {
    everyCourse({ numRuns: 100, lengths: dayOrTwo }, ({ roster, municipality, period }, count) => {
      const cover = coverOf(roster, municipality, rosterRegion, days);
      for (const minute of minutesOf(period).filter((_, index) => index % 97 === 0)) {
        for (const role of ROLES) {
          const people = cover.onDuty(role, minute);
          assert.equal(sorted(people), sorted(count.onDuty(role, minute)), `${role} ${text(minute)}`);
          const isNamed = people.map((person) => count.isRostered(role, person, minute));
          assert.deepEqual(isNamed, isNamed.toSorted().toReversed());
          const isAbsent = (person: (typeof people)[number]) => cover.isAbsent(person, minute);
          const absent = rosterRegion.people.filter((person) => count.isAbsent(person, minute));
          assert.equal(sorted(rosterRegion.people.filter(isAbsent)), sorted(absent));
        }
      }
    });
  });

  it('the same people on duty when it is asked again, also after it was asked too much to remember', () => {
    everyCourse({ numRuns: 10, lengths: dayOrTwo }, ({ roster, municipality, period }) => {
      const cover = coverOf(roster, municipality, rosterRegion, days);
      const minutes = minutesOf({ from: period.from - DAY, to: period.from + DAY });
      const whole = () => minutes.map((minute) => ROLES.map((role) => sorted(cover.onDuty(role, minute))));
      const first = whole();
      assert.deepEqual(whole(), first);
      for (const [index, minute] of minutes.entries()) {
        if (index % 97 !== 0) continue;
        const anew = coverOf(roster, municipality, rosterRegion, days);
        assert.deepEqual(
          ROLES.map((role) => sorted(anew.onDuty(role, minute))),
          first[index],
        );
      }
    });
  });

  it('the same last time together', () => {
    const seen = new Set<string>();
    everyCourse({ numRuns: 200, lengths: dayOrTwo }, ({ roster, municipality, period }, count) => {
      const cover = coverOf(roster, municipality, rosterRegion, days);
      for (const roles of [[], ...ROLES.map((role) => [role]), ON_CALL, ROLES]) {
        const last = minutesOf(period).findLast(
          (minute) => count.service(minute) !== undefined && count.areCovered(roles, minute),
        );
        const expected = last === undefined ? 'never' : text(last + MINUTE);
        const found = cover.lastTogether(roles, period);
        assert.equal(found === undefined ? 'never' : text(found), expected, roles.join());
        seen.add(`${roles.length} ${expected === 'never' ? 'never' : 'once'}`);
      }
    });
    const both = (count: number): string[] => [`${count} never`, `${count} once`];
    assert.deepEqual([...seen].toSorted(), [0, 1, 2, 3].flatMap(both));
  });
});
