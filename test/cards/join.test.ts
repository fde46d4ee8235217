import assert from 'node:assert/strict';
import { callCard } from '../../src/cards/call-card.ts';
import { caseCard } from '../../src/cards/case-card.ts';
import { pingCard } from '../../src/cards/ping-card.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import type { CallCard } from '../../src/case/messages.ts';
import { type Actor, whoIs } from '../../src/core/actor.ts';
import { MEETING_WAYS, type MeetingWay, type Region } from '../../src/core/region.ts';
import type { Instant } from '../../src/core/time.ts';
import type { Piece } from '../support/cards.ts';
import { after, hoursLater, line, planned, seen } from './cases.ts';
import { JOIN_URL, again, answered, called, concluded, convened, seatOf, then } from './meetings.ts';
import { buttons, lines } from './read.ts';
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
const ROOM = 'https://teams.example/hoogeveen';
const RING = 'Wordt u gebeld in Teams? Neem dan op.';
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

const linesOnCase = (document: CaseDocument, region = HOOGEVEEN) =>
  lines(caseCard(document, region, NOW).card);
const linesOnCall = (document: CaseDocument, to: Actor, region = HOOGEVEEN) =>
  lines(callCard(document, 1, whoIs(to), region, NOW).card);

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

  it('is not on a ping, which nobody draws again: it would outlive its reason', () => {
    for (const way of MEETING_WAYS) {
      const { card } = pingCard(convened(HOOGEVEEN, { way }), [], undefined, HOOGEVEEN, NOW);
      assert.deepEqual([buttons(card), urlsOn(card)], [['Ik pak dit op', 'Toon de casus'], []], way);
    }
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
    ];
    assert.deepEqual(
      [startsAt - 1, startsAt].map((now) => cardsAt(now).map((card) => urlsOn(card).length)),
      [
        [0, 0],
        [1, 1],
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
      pingCard(visited, [], undefined, HOOGEVEEN, hoursLater(8)),
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

  it('becomes the standing room for everybody once fewer than two may still come, and a call again after that', () => {
    const declined = (...people: readonly Actor[]) =>
      then(calling, 1, ...people.map((one) => answered(one, 'declined')));
    const two = declined(OFFICER, SAFE_HOME_WORKER);
    assert.deepEqual(onCase(two), [`${CALL}${ADELE},${MEGAN}`]);
    assert.deepEqual(onCall(two, YOUTH_WORKER), [`${CALL}${ADELE}`]);
    assert.ok(linesOnCall(two, YOUTH_WORKER).includes(RING));
    const alone = declined(OFFICER, SAFE_HOME_WORKER, LOCAL_TEAM);
    const nobody = then(alone, 2, answered(YOUTH_WORKER, 'unreachable'));
    for (const document of [alone, nobody]) {
      assert.deepEqual([onCase(document), onCall(document, YOUTH_WORKER)], [[ROOM], [ROOM]]);
      assert.ok(linesOnCase(document).includes('Overleg nu in de vaste ruimte'));
      assert.ok(!linesOnCall(document, YOUTH_WORKER).includes(RING));
      assert.deepEqual(onCall(document, LOCAL_TEAM), [], 'who said no needs no way in');
    }
    const back = then(nobody, 3, ...[YOUTH_WORKER, LOCAL_TEAM].map((one) => answered(one, 'coming')));
    assert.deepEqual(onCase(back), [`${CALL}${ADELE},${MEGAN}`]);
  });

  it('is the same place for whoever looks: somebody it does not ring gets the room only when all do', () => {
    const withIsaiah = then(calling, 1, called('next', seatOf(HOOGEVEEN, ADULT_WORKER)));
    const ringing = then(withIsaiah, 2, ...[OFFICER, LOCAL_TEAM].map((one) => answered(one, 'declined')));
    assert.deepEqual(onCall(ringing, YOUTH_WORKER), [`${CALL}${DIEGO}`]);
    assert.deepEqual(onCall(ringing, ADULT_WORKER), [`${CALL}${DIEGO},${MEGAN}`]);
    // Two may still come, of whom only one can be rung.
    const lost = then(ringing, 3, answered(SAFE_HOME_WORKER, 'declined'));
    assert.deepEqual(
      [onCase(lost), onCall(lost, YOUTH_WORKER), onCall(lost, ADULT_WORKER)],
      [[ROOM], [ROOM], [ROOM]],
    );
  });

  it('becomes the standing room when sign-in names left the region file', () => {
    const people = HOOGEVEEN.people.map(({ signIn, ...one }) =>
      one.id === OFFICER.id && signIn !== undefined ? { ...one, signIn } : one,
    );
    const region = { ...HOOGEVEEN, people };
    assert.deepEqual([onCase(calling, region), onCall(calling, YOUTH_WORKER, region)], [[ROOM], [ROOM]]);
  });
});

describe('A consultation by telephone', () => {
  const phoning = convened(HOOGEVEEN, { way: 'phone' });
  const silent: Region = {
    ...HOOGEVEEN,
    municipalities: HOOGEVEEN.municipalities.map(({ phone: _phone, ...one }) => one),
  };

  it('becomes the standing room for everybody when the number left the region file', () => {
    assert.deepEqual([onCase(phoning, silent), onCall(phoning, OFFICER, silent)], [[ROOM], [ROOM]]);
    assert.ok(linesOnCase(phoning, silent).includes('Overleg nu in de vaste ruimte'));
    assert.ok(!linesOnCall(phoning, OFFICER, silent).some((words) => words.includes('telefoon')));
  });
});

describe('The cards of a call', () => {
  const cardOf = (who: Actor): CallCard => ({
    to: whoIs(who),
    meeting: 1,
    at: {
      serviceUrl: 'https://teams.example.invalid/',
      tenant: 't',
      conversation: 'c',
      activity: `call of ${who.name}`,
    },
  });
  const callCards = [OFFICER, SAFE_HOME_WORKER, YOUTH_WORKER].map(cardOf);
  const redrawn = (document: CaseDocument): readonly string[] =>
    document.outbox.flatMap((one) => (one.kind === 'callCard' ? [one.card.to.name] : []));
  const shown = (way: MeetingWay): CaseDocument => ({ ...convened(HOOGEVEEN, { way }), callCards });
  const all = callCards.map(({ to }) => to.name);

  it('are drawn again for whoever answered, and all of them where it changes whom Teams rings', () => {
    for (const way of MEETING_WAYS) {
      const document = then(shown(way), 1, answered(OFFICER, 'declined'));
      assert.deepEqual(redrawn(document), way === 'deep-link' ? all : [OFFICER.name], way);
    }
  });

  it('are all drawn again where somebody more is rung, and nowhere else', () => {
    for (const way of MEETING_WAYS) {
      const document = then(shown(way), 1, called('next', seatOf(HOOGEVEEN, ADULT_WORKER)));
      assert.deepEqual(redrawn(document), way === 'deep-link' ? all : [], way);
    }
  });
});
