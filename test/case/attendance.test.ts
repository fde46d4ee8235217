import assert from 'node:assert/strict';
import {
  type Attendance,
  type Called,
  type Meeting,
  attendanceOf,
  isAhead,
  isLive,
  isOpen,
  isSilent,
} from '../../src/case/consultation.ts';
import { openMeeting } from '../../src/case/state.ts';
import { type History, followedAfter } from './given.ts';
import { announced, decided, hour, minute } from './history.ts';
import { answered, called, convened, joined, seatOf } from './meetings.ts';
import { lars, mia, vera, yara, yusuf } from './region.ts';

const meetingAfter = (...history: History): Meeting => {
  const meeting = followedAfter(announced(), convened(), ...history).meetings.at(-1);
  assert.ok(meeting);
  return meeting;
};

describe('How an organisation stands towards a consultation', () => {
  const welfare = (expected: Attendance, ...history: History): void => {
    assert.equal(attendanceOf(meetingAfter(...history), 'welzijn'), expected);
  };
  const both = called([yara, yusuf]);

  it('is missing while nobody of it was called', () => {
    welfare('missing');
    welfare('missing', called([vera, lars]), answered(vera, 'present'));
  });

  it('is asked as long as anybody of it has not answered', () => {
    welfare('asked', both);
    welfare('asked', both, answered(yara, 'declined'));
  });

  it('is coming or present with one person of it, the best first', () => {
    welfare('coming', both, answered(yara, 'declined'), answered(yusuf, 'coming'));
    welfare('present', both, answered(yara, 'present'), answered(yusuf, 'coming'));
    welfare('present', joined(yara));
  });

  it('is missing when everybody said no or could not be reached', () => {
    welfare('missing', both, answered(yara, 'declined'), answered(yusuf, 'unreachable'));
    welfare(
      'missing',
      both,
      answered(yara, 'coming'),
      answered(yara, 'declined'),
      answered(yusuf, 'declined'),
    );
  });

  it('is missing once its manager had to be called, until somebody answers', () => {
    const manager = called([{ ...seatOf(mia), organisation: 'welzijn' }], 'manager', minute(15));
    welfare('missing', both, manager);
    welfare('coming', both, manager, answered(mia));
    welfare('present', both, manager, answered(yusuf, 'present'));
    const another = called([{ ...seatOf(mia), organisation: 'vt' }], 'manager', minute(15));
    welfare('asked', both, another);
  });
});

describe('Somebody who was called', () => {
  const seat = (...history: History): Called => {
    const found = meetingAfter(called([yara]), ...history).called[0];
    assert.ok(found);
    return found;
  };

  it('can still turn up unless they said no, or no message reached them', () => {
    for (const live of [seat(), seat(answered(yara)), seat(answered(yara, 'present'))])
      assert.equal(isLive(live), true);
    for (const lost of [seat(answered(yara, 'declined')), seat(answered(yara, 'unreachable'))])
      assert.equal(isLive(lost), false);
  });

  it('is silent until there is any answer', () => {
    assert.equal(isSilent(seat()), true);
    for (const kind of ['coming', 'present', 'declined', 'unreachable'] as const)
      assert.equal(isSilent(seat(answered(yara, kind))), false);
  });
});

describe('A consultation', () => {
  it('is open until its outcome, also when it has not begun', () => {
    assert.equal(isOpen(meetingAfter()), true);
    assert.equal(isOpen(meetingAfter(decided())), false);
    assert.equal(openMeeting(followedAfter(announced())), undefined);
    const second = followedAfter(announced(), convened(), decided(), convened(hour(9), hour(1)));
    assert.equal(openMeeting(second)?.number, 2);
  });

  it('is ahead until the moment it begins', () => {
    const { meetings } = followedAfter(announced(), convened(hour(3)));
    assert.deepEqual(
      [hour(3) - 1, hour(3)].map((now) => isAhead(meetings[0]!, now)),
      [true, false],
    );
  });
});
