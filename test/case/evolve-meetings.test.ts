import assert from 'node:assert/strict';
import type { LoggedEvent } from '../../src/case/events.ts';
import { whoIs } from '../../src/core/actor.ts';
import { type History, followedAfter } from './given.ts';
import { announced, decided, hour, logged, minute } from './history.ts';
import { answered, called, convened, outcomeAsked, placeFound, removed, seatOf } from './meetings.ts';
import { eva, mia, yara } from './region.ts';

describe('A consultation in the log', () => {
  const latest = (...history: History) => followedAfter(...history).meetings.at(-1);

  it('is opened with nobody and nowhere', () => {
    assert.deepEqual(latest(announced(), convened(hour(3), minute(1))), {
      number: 1,
      openedAt: minute(1),
      startsAt: hour(3),
      passed: [],
      called: [],
    });
  });

  it('keeps every call to a seat, in the order in which people were called first', () => {
    const again = called([yara], 'again', minute(5));
    const meeting = latest(announced(), convened(), called([eva, yara]), again);
    assert.deepEqual(meeting?.called, [
      { ...seatOf(eva), calls: [{ at: hour(0), why: 'first' }] },
      {
        ...seatOf(yara),
        calls: [
          { at: hour(0), why: 'first' },
          { at: minute(5), why: 'again' },
        ],
      },
    ]);
  });

  it('keeps the seats of one manager for two organisations apart: each was asked to fill its own', () => {
    const seats = ['vt', 'gemeente'].map((organisation) => ({ ...seatOf(mia), organisation }));
    const meeting = latest(announced(), convened(), called(seats, 'manager', minute(15)));
    assert.deepEqual(
      meeting?.called.map(({ organisation, calls }) => [organisation, calls.length]),
      [
        ['vt', 1],
        ['gemeente', 1],
      ],
    );
  });

  it('keeps what a manager said for one organisation when a call for another does not reach them', () => {
    const [first, second] = ['vt', 'gemeente'].map((organisation) => ({ ...seatOf(mia), organisation }));
    assert.ok(first && second);
    const meeting = latest(
      announced(),
      convened(),
      called([first], 'manager', minute(15)),
      answered(mia, 'coming', minute(16)),
      called([second], 'manager', minute(20)),
      answered(mia, 'unreachable', minute(21)),
    );
    assert.deepEqual(
      meeting?.called.map(({ answer }) => answer?.kind),
      ['coming', 'unreachable'],
    );
  });

  it('keeps an answer with the consultation it is about, the latest when it is not said', () => {
    const two = [
      announced(),
      convened(),
      called([yara]),
      decided(),
      convened(hour(1), hour(1)),
      called([yara]),
    ];
    const kinds = (event: LoggedEvent) =>
      followedAfter(...two, event).meetings.map(({ called: [one] }) => one?.answer?.kind);
    const said = { type: 'CallAnswered', who: whoIs(yara), answer: 'unreachable' } as const;
    assert.deepEqual(kinds(logged({ ...said, meeting: 1 }, hour(2))), ['unreachable', undefined]);
    assert.deepEqual(kinds(logged(said, hour(2))), [undefined, 'unreachable']);
  });

  it('keeps an answer across another call', () => {
    const meeting = latest(announced(), convened(), called([yara]), answered(yara), called([yara], 'start'));
    assert.deepEqual(meeting?.called[0]?.answer, { kind: 'coming', at: minute(2) });
  });

  it('has its place by number, whatever was opened since, and loses it when it is taken away', () => {
    const passed = [{ way: 'graph', reason: 'timeOut' } as const];
    const found = placeFound({ way: 'standing-room' }, 1, hour(2), passed);
    const two = [announced(), convened(), convened(hour(1), hour(1), yara), found];
    const [first, second] = followedAfter(...two).meetings;
    assert.deepEqual([first?.place, first?.passed], [{ way: 'standing-room' }, passed]);
    assert.deepEqual([second?.place, second?.passed], [undefined, []]);
    const [gone] = followedAfter(...two, removed(1, hour(5))).meetings;
    assert.ok(gone && !('place' in gone));
    assert.deepEqual(gone.passed, passed);
  });

  it('remembers when its outcome was asked for', () => {
    const asked = latest(announced(), convened(), outcomeAsked(yara));
    assert.equal(asked?.outcomeAskedAt, minute(30));
  });
});
