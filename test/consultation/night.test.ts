import { rolesOf } from '../support/roles.ts';
import assert from 'node:assert/strict';
import type { CaseEvent } from '../../src/case/events.ts';
import { POLICE } from '../../src/core/region.ts';
import { STEPS, always } from './replays.ts';

type Calls = Extract<CaseEvent, { type: 'PeopleCalled' }>;

/** More cases of this than any lucky draw. */
const ENOUGH = 50;

describe('Before a consultation begins, in whatever course', () => {
  it('nobody is called but for an on-call role and the police', () => {
    let early = 0;
    always((course, made) => {
      const roles = [POLICE, ...course.municipality.onCall];
      for (const { at, event, before } of made.filter((one) => one.at < one.before.startsAt))
        for (const { role, who } of event.seats) {
          early += 1;
          assert.ok(
            roles.includes(role),
            `${event.why} ${who.name} (${role}) ${before.startsAt - at} ms early`,
          );
        }
    });
    assert.ok(early > ENOUGH, `only ${early} calls were made before it began: this proves little`);
  });

  it('people are called first, or for whoever cannot come, and for nothing else', () => {
    always((_, made) => {
      for (const { event } of made.filter((one) => one.at < one.before.startsAt))
        assert.ok(event.why === 'first' || event.why === 'substitute', event.why);
    });
  });

  it('every role that is awake is called when it is announced, as far as somebody holds it', () => {
    always((course, made) => {
      const [first] = made.filter(({ before }) => before.number === 1);
      if (!first || first.at >= first.before.startsAt) return;
      const { consultation, onCall } = course.municipality;
      const awake = [...consultation.filter((role) => role === POLICE), ...onCall];
      const held = awake.filter((role) => course.region.people.some((one) => rolesOf(one).includes(role)));
      assert.deepEqual(first.event.seats.map(({ role }) => role).toSorted(), held.toSorted());
    });
  });
});

describe('When a consultation has begun, in whatever course', () => {
  it('every role was called that somebody holds who did not say no', () => {
    let late = 0;
    always((course) => {
      for (const { called, outcome, number } of course.state().meetings) {
        if (outcome) continue;
        for (const role of course.municipality.consultation) {
          const seats = called.filter((one) => one.role === role);
          const holders = course.region.people.filter((one) => rolesOf(one).includes(role));
          const isLost = (id: string): boolean =>
            called.some(({ who, answer }) => who.id === id && answer !== undefined);
          late += seats.length;
          assert.ok(seats.length > 0 || holders.every(({ id }) => isLost(id)), `${number} ${role}`);
        }
      }
    });
    assert.ok(late > ENOUGH, `only ${late} seats: this proves little`);
  });
});

describe('In one write, in whatever course', () => {
  /** The calls of one write for one organisation: their reasons, and for whom. */
  const perOrganisation = (check: (calls: readonly Calls[]) => void): void => {
    let several = 0;
    always((course) => {
      for (const write of course.writes()) {
        const calls = write.flatMap(({ event }) => (event.type === 'PeopleCalled' ? [event] : []));
        if (calls.length > 1) several += 1;
        for (const organisation of Object.keys(course.region.organisations)) {
          const theirs = calls
            .map((one) => ({ ...one, seats: one.seats.filter((seat) => seat.organisation === organisation) }))
            .filter(({ seats }) => seats.length > 0);
          if (theirs.length > 0) check(theirs);
        }
      }
    });
    assert.ok(several > ENOUGH, `only ${several} writes called people twice: this proves little`);
  };
  const reasons = (calls: readonly Calls[]): string => calls.map(({ why }) => why).join(' and ');

  it('a step of the chase is the only step of its organisation', () => {
    perOrganisation((calls) => {
      if (calls.some(({ why }) => STEPS.includes(why))) assert.equal(calls.length, 1, reasons(calls));
    });
  });

  it('a seat is called once', () => {
    perOrganisation((calls) => {
      const seats = calls.flatMap((one) => one.seats.map(({ who, role }) => `${who.id}/${role}`));
      assert.deepEqual(seats, [...new Set(seats)], reasons(calls));
    });
  });
});
