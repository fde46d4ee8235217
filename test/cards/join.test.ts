import assert from 'node:assert/strict';
import { callCard } from '../../src/cards/call-card.ts';
import { caseCard } from '../../src/cards/case-card.ts';
import { pingCard } from '../../src/cards/ping-card.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { type Actor, whoIs } from '../../src/core/actor.ts';
import type { MeetingWay, Region } from '../../src/core/region.ts';
import type { Instant } from '../../src/core/time.ts';
import type { Piece } from '../support/cards.ts';
import { after, hoursLater, line, planned, seen } from './cases.ts';
import { JOIN_URL, again, answered, called, concluded, convened, seatOf, then } from './meetings.ts';
import { buttons } from './read.ts';
import {
  ADULT_WORKER,
  HOOGEVEEN,
  LOCAL_TEAM,
  MANAGER_ON_CALL,
  OFFICER,
  SAFE_HOME_WORKER,
  YOUTH_WORKER,
} from './regions.ts';
import { ofType, words } from './walk.ts';

const NOW = hoursLater(3);
const JOIN = 'Deelnemen aan overleg';
const ALEX = 'alex@politie.example';
const DIEGO = 'diego_vt.example%23EXT%23@drenthe.example';
const ADELE = 'adele@gemeente.example';
const MEGAN = 'megan@welzijn.example';
const CALL = 'https://teams.microsoft.com/l/call/0/0?users=';

const urlsOn = (card: Piece): readonly string[] =>
  ofType(card, 'Action.OpenUrl').map(({ url }) => words(url));

const onCase = (document: CaseDocument, region = HOOGEVEEN) => urlsOn(caseCard(document, region, NOW).card);
const onCall = (document: CaseDocument, to: Actor, region = HOOGEVEEN, meeting = 1) =>
  urlsOn(callCard(document, meeting, whoIs(to), region, NOW).card);

const calling = convened(HOOGEVEEN, { way: 'deep-link' });

describe('The way into a consultation', () => {
  it('is the meeting that Graph made', () => {
    const document = convened(HOOGEVEEN, { way: 'graph' });
    assert.deepEqual([onCase(document), onCall(document, OFFICER)], [[JOIN_URL], [JOIN_URL]]);
  });

  it('is the standing room of the municipality, as it is in the region file by now', () => {
    const moved: Region = {
      ...HOOGEVEEN,
      municipalities: HOOGEVEEN.municipalities.map((one) => ({
        ...one,
        standingRoom: 'https://new.example/',
      })),
    };
    const document = convened(HOOGEVEEN, { way: 'standing-room' });
    assert.deepEqual(onCase(document), ['https://teams.example/hoogeveen']);
    assert.deepEqual(onCase(document, moved), ['https://new.example/']);
  });

  it('is no button by telephone, nor while it is being looked for', () => {
    for (const way of ['phone', undefined] as const) {
      const document = convened(HOOGEVEEN, { way });
      assert.deepEqual([onCase(document), onCall(document, OFFICER)], [[], []]);
    }
  });

  it('is one button on a ping too, once the consultation has begun', () => {
    const { card } = pingCard(convened(HOOGEVEEN, { way: 'graph' }), [], HOOGEVEEN, NOW);
    assert.deepEqual([buttons(card), urlsOn(card)], [['Ik pak dit op', JOIN, 'Toon de casus'], [JOIN_URL]]);
    const ahead = convened(HOOGEVEEN, { way: 'graph', startsAt: hoursLater(4) });
    assert.deepEqual(urlsOn(pingCard(ahead, [], HOOGEVEEN, NOW).card), []);
  });

  it('is there early for a meeting and a room, and for a call only from the moment it begins', () => {
    const startsAt = hoursLater(4);
    const early: readonly [MeetingWay, number][] = [
      ['graph', 1],
      ['standing-room', 1],
      ['deep-link', 0],
      ['phone', 0],
    ];
    for (const [way, count] of early) {
      const ahead = convened(HOOGEVEEN, { way, startsAt });
      assert.deepEqual([onCase(ahead).length, onCall(ahead, OFFICER).length], [count, count], way);
    }
    const call = convened(HOOGEVEEN, { way: 'deep-link', startsAt });
    const cardsAt = (now: Instant): readonly Piece[] => [
      caseCard(call, HOOGEVEEN, now).card,
      callCard(call, 1, whoIs(OFFICER), HOOGEVEEN, now).card,
      pingCard(call, [], HOOGEVEEN, now).card,
    ];
    assert.deepEqual(
      [startsAt - 1, startsAt].map((now) => cardsAt(now).map((card) => urlsOn(card).length)),
      [
        [0, 0, 0],
        [1, 1, 1],
      ],
    );
  });

  it('is gone once the household was seen, also when a second consultation has no outcome', () => {
    const second = again(concluded(convened(HOOGEVEEN, { way: 'graph' }), OFFICER), HOOGEVEEN, {
      way: 'graph',
    });
    assert.deepEqual(onCase(second), [JOIN_URL]);
    const visited = after(
      second,
      line(5, OFFICER, planned(hoursLater(6))),
      line(7, OFFICER, seen(hoursLater(6))),
    );
    const cards = [
      caseCard(visited, HOOGEVEEN, hoursLater(8)),
      callCard(visited, 2, whoIs(OFFICER), HOOGEVEEN, hoursLater(8)),
      pingCard(visited, [], HOOGEVEEN, hoursLater(8)),
    ];
    assert.deepEqual(
      cards.flatMap(({ card }) => urlsOn(card)),
      [],
    );
  });
});

describe('A call in Teams instead of a meeting', () => {
  it('rings everybody who was asked, in the form Teams documents', () => {
    assert.deepEqual(onCase(calling), [`${CALL}${ALEX},${DIEGO},${ADELE},${MEGAN}`]);
  });

  it('keeps the @ of a name, and escapes the # of a guest, which would end the address', () => {
    const [url = ''] = onCase(calling);
    const { hash, searchParams } = new URL(url);
    assert.equal(hash, '');
    assert.deepEqual(searchParams.get('users')?.split(','), [
      ALEX,
      'diego_vt.example#EXT#@drenthe.example',
      ADELE,
      MEGAN,
    ]);
    assert.ok(!url.includes('%40'));
  });

  it('never rings whoever presses', () => {
    const own: readonly [Actor, string][] = [
      [OFFICER, `${CALL}${DIEGO},${ADELE},${MEGAN}`],
      [SAFE_HOME_WORKER, `${CALL}${ALEX},${ADELE},${MEGAN}`],
      [LOCAL_TEAM, `${CALL}${ALEX},${DIEGO},${MEGAN}`],
      [YOUTH_WORKER, `${CALL}${ALEX},${DIEGO},${ADELE}`],
    ];
    for (const [to, url] of own) assert.deepEqual(onCall(calling, to), [url], to.name);
  });

  it('rings only people who may still come: not who said no, nor who could not be reached', () => {
    const some = then(
      calling,
      1,
      answered(OFFICER, 'declined'),
      answered(LOCAL_TEAM, 'unreachable'),
      answered(YOUTH_WORKER, 'present'),
    );
    assert.deepEqual(onCase(some), [`${CALL}${DIEGO},${MEGAN}`]);
    assert.deepEqual(onCall(some, YOUTH_WORKER), [`${CALL}${DIEGO}`]);
    assert.deepEqual(onCase(then(some, 2, answered(OFFICER, 'coming'))), [
      `${CALL}${ALEX},${DIEGO},${MEGAN}`,
    ]);
  });

  it('rings who was called later as well, each once', () => {
    const manager = then(calling, 1, called('manager', seatOf(HOOGEVEEN, MANAGER_ON_CALL, 'politie')));
    const twice = then(manager, 2, called('manager', seatOf(HOOGEVEEN, MANAGER_ON_CALL, 'vt')));
    assert.deepEqual(onCase(twice), [`${CALL}${ALEX},${DIEGO},${ADELE},${MEGAN},patti@welzijn.example`]);
  });

  it('leaves out whose sign-in name nobody knows', () => {
    const document = then(calling, 1, called('next', seatOf(HOOGEVEEN, ADULT_WORKER)));
    assert.deepEqual(onCase(document), onCase(calling));
  });

  it('is no button without anybody to ring: the address would be an empty one, or ring whoever presses', () => {
    const alone = then(
      calling,
      1,
      ...[OFFICER, SAFE_HOME_WORKER, LOCAL_TEAM].map((one) => answered(one, 'declined')),
    );
    assert.deepEqual(onCall(alone, YOUTH_WORKER), []);
    const nobody = then(alone, 2, answered(YOUTH_WORKER, 'declined'));
    assert.deepEqual([onCase(nobody), onCall(nobody, YOUTH_WORKER)], [[], []]);
  });
});
