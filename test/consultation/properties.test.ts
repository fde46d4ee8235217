import { rolesOf } from '../support/roles.ts';
import assert from 'node:assert/strict';
import { isLive, isSilent } from '../../src/case/consultation.ts';
import { isSame } from '../../src/core/actor.ts';
import { STEPS, always, isAttended, replay } from './replays.ts';

describe('Through whatever course a consultation takes', () => {
  it('nobody gets the same call twice for a seat', () => {
    always((_, made) => {
      const calls = made.flatMap(({ event: { why, seats }, before }) =>
        seats.map(({ who, organisation, role }) =>
          [before.number, why, who.id, organisation, role].join(' '),
        ),
      );
      assert.deepEqual(calls, [...new Set(calls)]);
    });
  });

  it('an organisation is chased with every step at most once, in their order', () => {
    always((course, made) => {
      for (const { number } of course.state().meetings)
        for (const organisation of Object.keys(course.region.organisations)) {
          const steps = made
            .filter(({ before }) => before.number === number)
            .map(({ event }) => event)
            .filter(
              ({ why, seats }) =>
                STEPS.includes(why) && seats.some((one) => one.organisation === organisation),
            )
            .map(({ why }) => STEPS.indexOf(why));
          assert.deepEqual(steps, [...new Set(steps)].toSorted());
        }
    });
  });

  it('nobody is called who said no, or who could not be reached', () => {
    always((_, made) => {
      for (const { event, before } of made) {
        const lost = before.called.filter((one) => !isLive(one));
        for (const { who } of event.seats) assert.ok(!lost.some((one) => isSame(one.who, who)), who.name);
      }
    });
  });

  it('no organisation is chased while it comes', () => {
    always((_, made) => {
      for (const { event, before } of made.filter(({ event: { why } }) => STEPS.includes(why)))
        for (const { organisation } of event.seats)
          assert.ok(!isAttended(before, organisation), organisation);
    });
  });

  it('no step comes before the start, nor before whoever was called had the time to answer', () => {
    always((_, made) => {
      for (const { at, event, before, chaseAfter } of made.filter(({ event: { why } }) =>
        STEPS.includes(why),
      ))
        for (const { organisation } of event.seats) {
          assert.ok(at >= before.startsAt);
          const theirs = before.called.filter((one) => one.organisation === organisation);
          if (!theirs.some(isSilent)) continue;
          const latest = Math.max(
            before.startsAt,
            ...theirs.flatMap(({ calls }) => calls.map((one) => one.at)),
          );
          assert.ok(at >= latest + chaseAfter, `${event.why} after ${at - latest} ms`);
        }
    });
  });

  it('nobody is called in one moment for two steps of one organisation', () => {
    always((_, made) => {
      for (const { at, event, before } of made)
        for (const { who, organisation, role } of event.seats) {
          const theirs = before.called.filter(
            (one) =>
              one.organisation === organisation &&
              isSame(one.who, who) &&
              // Who is called in may be the only one for a role that was left alone until then.
              (event.why !== 'first' || one.role === role),
          );
          assert.ok(
            !theirs.some(({ calls }) => calls.some((one) => one.at === at)),
            `${event.why} ${who.name}`,
          );
        }
    });
  });

  it('the number of calls has a bound: first, start, three steps per organisation, and a substitute per person', () => {
    always((course, made) => {
      const most = 2 + 3 * 4 + course.region.people.length;
      for (const { number } of course.state().meetings)
        assert.ok(made.filter(({ before }) => before.number === number).length <= most);
    });
  });

  it('the log gives the state', () => {
    always((course) => {
      assert.deepEqual(replay(course).state, course.document().state);
    });
  });

  it('an organisation whose people are silent to the end had every step there is somebody for', () => {
    let silent = 0;
    always((course) => {
      const latest = course.state().meetings.at(-1);
      if (!latest || latest.outcome) return;
      // A manager who said no, or sits for the organisation already, is nobody to call.
      const managed = (organisation: string): boolean =>
        course.region.people.some(
          (one) =>
            rolesOf(one).includes('manager') &&
            latest.called
              .filter(({ who }) => isSame(who, one))
              .every((other) => isLive(other) && other.organisation !== organisation),
        );
      for (const organisation of Object.keys(course.region.organisations)) {
        if (isAttended(latest, organisation) || !managed(organisation)) continue;
        silent += 1;
        const theirs = latest.called.filter((one) => one.organisation === organisation);
        assert.ok(
          theirs.some(({ role }) => role === 'manager'),
          organisation,
        );
      }
    });
    assert.ok(silent > 30, `only ${silent} organisations kept silent: this proves little`);
  });
});
