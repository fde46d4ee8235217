import assert from 'node:assert/strict';
import type { Meeting } from '../../src/case/consultation.ts';
import { type CaseState, isBeforeVisit, isFollowed, openMeeting } from '../../src/case/state.ts';
import { type Taken, holdsAt, manyStops } from './walks.ts';

const meetingsOf = (state: CaseState): readonly Meeting[] => (isFollowed(state) ? state.meetings : []);

const unique = (values: readonly string[]): boolean => new Set(values).size === values.length;

describe('The consultations of a case, whatever is asked of it', () => {
  let stops: readonly Taken[];
  before(() => {
    stops = manyStops();
  });

  const everywhere = (fact: (taken: Taken) => void): void => {
    holdsAt(stops, fact);
  };

  it('are many, are chased in every way and are answered in every way: what is below means something', () => {
    const counted = new Set<string>();
    everywhere(({ after }) => {
      const meetings = meetingsOf(after.state);
      counted.add(`${Math.min(meetings.length, 3)} meetings`);
      for (const { called, place } of meetings) {
        counted.add(place?.way ?? 'nowhere');
        for (const { calls, answer } of called) {
          counted.add(answer?.kind ?? 'silent');
          if (calls.length === 0) counted.add('uncalled');
          for (const { why } of calls) counted.add(why);
        }
      }
    });
    const ways = ['graph', 'standing-room', 'nowhere'];
    const answers = ['coming', 'present', 'declined', 'unreachable', 'silent', 'uncalled'];
    const whys = ['first', 'start', 'again', 'substitute', 'next', 'manager'];
    const many = [0, 1, 2, 3].map((count) => `${count} meetings`);
    assert.deepEqual([...counted].toSorted(), [...ways, ...answers, ...whys, ...many].toSorted());
  });

  it('are numbered from 1, and all but the latest have their outcome', () => {
    everywhere(({ after }) => {
      const meetings = meetingsOf(after.state);
      assert.deepEqual(
        meetings.map(({ number }) => number),
        meetings.map((_, index) => index + 1),
      );
      assert.ok(meetings.slice(0, -1).every(({ outcome }) => outcome));
    });
  });

  it('give the outcome in force: of the latest that has one', () => {
    everywhere(({ after: { state } }) => {
      const outcome = meetingsOf(state).findLast((meeting) => meeting.outcome)?.outcome;
      assert.deepEqual('consultation' in state ? state.consultation : undefined, outcome);
    });
  });

  it('keep the decisions of an earlier one when there is another', () => {
    everywhere(({ before: was, after: is }) => {
      const now = meetingsOf(is.state);
      for (const [index, { outcome }] of meetingsOf(was.state).slice(0, -1).entries()) {
        const later = now[index]?.outcome;
        assert.deepEqual([later?.decision, later?.caseLead], [outcome?.decision, outcome?.caseLead]);
      }
    });
  });

  it('end with an outcome that was recorded or with the visit, and not otherwise', () => {
    everywhere(({ decision, settled, after }) => {
      if (!decision.ok || !isFollowed(settled.state) || !isFollowed(after.state)) return;
      const open = openMeeting(settled.state);
      const recorded = decision.value.some(({ type }) => type === 'ConsultationRecorded');
      const seen = decision.value.some(({ type }) => type === 'HouseholdSeen');
      if (open && !recorded && !seen) assert.equal(openMeeting(after.state)?.number, open.number);
      if (recorded || seen) assert.equal(openMeeting(after.state), undefined);
    });
  });

  it('seat a person once in a role for an organisation', () => {
    everywhere(({ after }) => {
      for (const { called } of meetingsOf(after.state))
        assert.ok(unique(called.map(({ who, role, organisation }) => `${who.id} ${role} ${organisation}`)));
    });
  });

  it('take every step towards an organisation once, and ask for the outcome once', () => {
    everywhere(({ after: { log } }) => {
      let taken: string[] = [];
      for (const { event, at } of log) {
        if (event.type === 'ConsultationOpened') taken = [];
        if (event.type === 'OutcomeAsked') taken.push('outcome');
        if (event.type === 'PeopleCalled' && event.why !== 'substitute')
          taken.push(...new Set(event.seats.map(({ organisation }) => `${event.why} ${organisation}`)));
        assert.ok(unique(taken), `${taken.join(', ')} at ${at}`);
      }
    });
  });

  it('call nobody twice for the same reason in one write', () => {
    everywhere(({ before: was, after: { outbox } }) => {
      const fresh = outbox.flatMap((one) =>
        one.kind === 'call' && one.id >= was.messages ? [`${one.to.id} ${one.why} ${one.meeting}`] : [],
      );
      assert.ok(unique(fresh), fresh.join(', '));
    });
  });

  it('leave no meeting at Graph behind when the case is closed', () => {
    everywhere(({ after: { state, outbox } }) => {
      if (state.step !== 'closed') return;
      const going = outbox.flatMap((one) => (one.kind === 'removeMeeting' ? [one.meeting] : []));
      const standing = state.meetings.flatMap(({ place, number }) =>
        place?.way === 'graph' ? [number] : [],
      );
      assert.deepEqual(going, standing);
    });
  });

  it('are given a place once each', () => {
    everywhere(({ after: { outbox, log } }) => {
      const asked = outbox.flatMap((one) => (one.kind === 'meeting' ? [`${one.meeting}`] : []));
      assert.ok(unique(asked));
      const opened = log.filter(({ event }) => event.type === 'ConsultationOpened').length;
      const found = log.filter(({ event }) => event.type === 'PlaceFound').length;
      // Fewer when it was over before anybody looked for a place.
      assert.ok(found + asked.length <= opened);
    });
  });

  it('are opened, and call people, only before the visit', () => {
    everywhere(({ settled, after }) => {
      if (isBeforeVisit(after.state)) return;
      const added = after.log.slice(settled.log.length).map(({ event }) => event.type);
      for (const type of ['ConsultationOpened', 'PeopleCalled', 'OutcomeAsked'] as const)
        assert.equal(added.includes(type), false);
    });
  });
});
