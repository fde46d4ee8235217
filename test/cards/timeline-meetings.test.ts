import assert from 'node:assert/strict';
import { timeline } from '../../src/cards/timeline.ts';
import { type Actor, whoIs } from '../../src/core/actor.ts';
import type { CaseEvent } from '../../src/case/events.ts';
import { CALL_ANSWERS, CALL_REASONS } from '../../src/case/vocabulary.ts';
import { MEETING_WAYS } from '../../src/core/region.ts';
import { after, announced, completed, decided, hoursLater, line } from './cases.ts';
import { answered, begun, called, found, seatOf } from './meetings.ts';
import {
  HOOGEVEEN,
  LOCAL_TEAM,
  MANAGER_ON_CALL,
  OFFICER,
  SAFE_HOME_WORKER,
  YOUTH_WORKER,
} from './regions.ts';
import { words } from './walk.ts';

const seats = [OFFICER, SAFE_HOME_WORKER, LOCAL_TEAM, YOUTH_WORKER].map((one) => seatOf(HOOGEVEEN, one));

/** What the timeline says of these events, oldest first, without their time. */
const told = (by: Actor | undefined, ...events: readonly CaseEvent[]): readonly string[] =>
  timeline(after(announced(HOOGEVEEN), line(0, undefined, begun()), line(1, by, ...events)), HOOGEVEEN)
    .map(({ text }) => words(text).replace(/^.* · /, ''))
    .toReversed()
    .slice(2);

describe('The timeline of a consultation', () => {
  it('says that it began, or for when it is planned', () => {
    const now = hoursLater(1);
    assert.deepEqual(told(undefined, begun(now)), ['overleg gestart']);
    assert.deepEqual(told(YOUTH_WORKER, begun(now)), ['Megan Bowen: overleg gestart']);
    assert.deepEqual(told(undefined, begun(hoursLater(20))), ['overleg gepland op di 24 nov. 10:00']);
    assert.deepEqual(told(YOUTH_WORKER, { type: 'ConsultationAdvanced' }), [
      'Megan Bowen: het overleg begint nu',
    ]);
  });

  it('says who was called and why, three names at most', () => {
    assert.deepEqual(told(undefined, called('first', ...seats)), [
      'gevraagd voor het overleg: Alex Wilber, Diego Siciliani, Adele Vance en nog 1',
    ]);
    const [last] = seats.slice(-1);
    assert.ok(last);
    assert.deepEqual(told(undefined, ...CALL_REASONS.map((why) => called(why, last))), [
      'gevraagd voor het overleg: Megan Bowen',
      'het overleg begint, bericht aan: Megan Bowen',
      'opnieuw gevraagd voor het overleg: Megan Bowen',
      'als vervanger gevraagd voor het overleg: Megan Bowen',
      'ook gevraagd voor het overleg: Megan Bowen',
      'gevraagd om iemand te regelen voor het overleg: Megan Bowen',
    ]);
  });

  it('says what each answered, and names whoever could not be reached', () => {
    const answers = CALL_ANSWERS.map((answer) =>
      told(answer === 'unreachable' ? undefined : YOUTH_WORKER, answered(YOUTH_WORKER, answer)),
    );
    assert.deepEqual(answers.flat(), [
      'Megan Bowen: komt naar het overleg',
      'Megan Bowen: is bij het overleg',
      'Megan Bowen: kan niet bij het overleg zijn',
      'Megan Bowen kon niet worden bereikt voor het overleg',
    ]);
  });

  it('says how it is held, without the link', () => {
    assert.deepEqual(
      MEETING_WAYS.flatMap((way) => told(undefined, found(way))),
      [
        'overleg in een eigen Teams-overleg',
        'overleg door elkaar te bellen in Teams',
        'overleg in de vaste ruimte',
        'overleg via de telefoon',
      ],
    );
  });

  it('says that its outcome was asked for, recorded and completed, and that the meeting was removed', () => {
    assert.deepEqual(told(undefined, { type: 'OutcomeAsked', to: whoIs(MANAGER_ON_CALL) }), [
      'gevraagd om het besluit vast te leggen: Patti Fernandez',
    ]);
    assert.deepEqual(told(YOUTH_WORKER, decided(['jeugd-mw', 'veilig-opgroeien']), completed()), [
      'Megan Bowen: overleg vastgelegd: gaan',
      'Megan Bowen: overleg aangevuld',
    ]);
    assert.deepEqual(told(undefined, { type: 'MeetingRemoved', meeting: 1 }), ['Teams-overleg verwijderd']);
  });
});
