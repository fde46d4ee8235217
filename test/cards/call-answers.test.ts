import { rolesAt } from '../support/roles.ts';
import assert from 'node:assert/strict';
import { callCard } from '../../src/cards/call-card.ts';
import { caseCard } from '../../src/cards/case-card.ts';
import { openMeeting } from '../../src/case/state.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { type Actor, isSame, whoIs } from '../../src/core/actor.ts';
import type { Region } from '../../src/core/region.ts';
import { CASE_ID, followed, hoursLater } from './cases.ts';
import { again, answered, called, concluded, convened, seatOf, then } from './meetings.ts';
import { complaintsAbout } from './official-parser.ts';
import { type Answered, press, send } from './pressed.ts';
import { buttons, lines } from './read.ts';
import { ADULT_WORKER, HOOGEVEEN, MANAGER_ON_CALL, OFFICER, YOUTH_WORKER } from './regions.ts';

const NOW = hoursLater(3);
const running = convened(HOOGEVEEN, { way: 'graph' });

const hands = (document: CaseDocument, actor: Actor) => ({ document, region: HOOGEVEEN, actor, now: NOW });

/** Presses on the card with which somebody was called, as it stands for them. */
const pressOnCall = (document: CaseDocument, actor: Actor, title: string): Promise<Answered> =>
  press(hands(document, actor), callCard(document, 1, whoIs(actor), HOOGEVEEN, NOW).card, title);

const pressOnCase = (document: CaseDocument, actor: Actor, title: string): Promise<Answered> =>
  press(hands(document, actor), caseCard(document, HOOGEVEEN, NOW).card, title);

const answerOf = (document: CaseDocument, person: Actor) =>
  openMeeting(followed(document))?.called.find(({ who }) => isSame(who, person))?.answer?.kind;

const shownOn = ({ card }: Answered) => {
  assert.ok(card);
  assert.deepEqual(complaintsAbout(card), []);
  return card;
};

describe('An answer to a call', () => {
  it('is known at once, and the card shows it to whoever pressed', async () => {
    const coming = await pressOnCall(running, YOUTH_WORKER, 'Ik kom');
    assert.equal(answerOf(coming.document, YOUTH_WORKER), 'coming');
    assert.ok(lines(shownOn(coming)).includes('✔ U komt. Druk op "Ik ben er" als u in het overleg bent.'));
    const there = await press(hands(coming.document, YOUTH_WORKER), shownOn(coming), 'Ik ben er');
    assert.equal(answerOf(there.document, YOUTH_WORKER), 'present');
    assert.ok(lines(shownOn(there)).includes('✔ U bent erbij.'));
  });

  it('may be no, and then yes again', async () => {
    const no = await pressOnCall(running, YOUTH_WORKER, 'Ik kan niet');
    assert.equal(answerOf(no.document, YOUTH_WORKER), 'declined');
    const yes = await press(hands(no.document, YOUTH_WORKER), shownOn(no), 'Ik kan toch wel');
    assert.equal(answerOf(yes.document, YOUTH_WORKER), 'coming');
    const again = await press(hands(yes.document, YOUTH_WORKER), shownOn(yes), 'Ik kom toch niet');
    assert.equal(answerOf(again.document, YOUTH_WORKER), 'declined');
  });

  it('is of whoever pressed, whatever the card says about who was called', async () => {
    const { card } = callCard(running, 1, whoIs(YOUTH_WORKER), HOOGEVEEN, NOW);
    const { document } = await press(hands(running, OFFICER), card, 'Ik kom');
    assert.deepEqual([answerOf(document, OFFICER), answerOf(document, YOUTH_WORKER)], ['coming', undefined]);
  });

  it('is of a manager too, who takes care of it', async () => {
    const asked = then(running, 1, called('manager', seatOf(HOOGEVEEN, MANAGER_ON_CALL, 'politie')));
    const answer = await pressOnCall(asked, MANAGER_ON_CALL, 'Ik regel het');
    assert.equal(answerOf(answer.document, MANAGER_ON_CALL), 'coming');
    assert.ok(lines(shownOn(answer)).includes('✔ U regelt dat er iemand komt.'));
  });

  it('changes nothing the second time, and says so on the same card', async () => {
    const { document, card } = await pressOnCall(running, YOUTH_WORKER, 'Ik kom');
    const data = { case: CASE_ID, meeting: 1, verb: 'come' };
    const twice = await send(hands(document, YOUTH_WORKER), 'come', data);
    assert.equal(twice.refusal?.code, 'alreadyDone');
    const [first, ...rest] = lines(shownOn(twice));
    assert.equal(first, 'Dit is al vastgelegd. U hoeft niets te doen.');
    assert.ok(card);
    assert.deepEqual(rest, lines(card));
  });

  it('comes too late once there is an outcome: the card says what was decided, and asks no answer', async () => {
    const { card } = callCard(running, 1, whoIs(YOUTH_WORKER), HOOGEVEEN, NOW);
    const late = await press(hands(concluded(running, OFFICER), YOUTH_WORKER), card, 'Ik kom');
    assert.equal(late.refusal?.code, 'consultationOver');
    assert.deepEqual(lines(shownOn(late)).slice(0, 3), [
      'Dit overleg is al geweest. U hoeft niets te doen.',
      'Overleg over casus HGV-2026-0001',
      'Besluit: Gaan binnen 24 uur. Regievoerder: Stichting Welzijnswerk.',
    ]);
    assert.deepEqual(buttons(shownOn(late)), ['Overleg aanvullen', 'Toon de casus']);
  });

  it('says nothing about a second consultation, on a card of the first', async () => {
    const { card } = callCard(running, 1, whoIs(YOUTH_WORKER), HOOGEVEEN, NOW);
    const second = again(concluded(running, OFFICER), HOOGEVEEN, { way: 'graph' });
    const coming = then(running, 0, answered(YOUTH_WORKER, 'coming'));
    const answeredCard = callCard(coming, 1, whoIs(YOUTH_WORKER), HOOGEVEEN, NOW).card;
    const pressed = [
      [card, 'Ik kom'],
      [card, 'Ik kan niet'],
      [answeredCard, 'Ik ben er'],
      [answeredCard, 'Ik kom toch niet'],
    ] as const;
    for (const [older, title] of pressed) {
      const old = await press(hands(second, YOUTH_WORKER), older, title);
      assert.equal(old.refusal?.code, 'consultationOver', title);
      assert.deepEqual(old.document, second, title);
      assert.equal(lines(shownOn(old))[0], 'Dit overleg is al geweest. U hoeft niets te doen.');
      assert.ok(lines(shownOn(old)).includes('Overleg over casus HGV-2026-0001'));
    }
  });

  it('to a consultation that is not there changes nothing, and shows the case', async () => {
    for (const meeting of [7, 0, -1]) {
      const data = { case: CASE_ID, meeting, verb: 'come' };
      const answer = await send(hands(running, YOUTH_WORKER), 'come', data);
      assert.equal(answer.refusal?.code, 'consultationOver');
      assert.equal(answerOf(answer.document, YOUTH_WORKER), undefined);
      assert.ok(lines(shownOn(answer)).includes('Casus HGV-2026-0001'));
    }
  });
});

describe('Being there, pressed on the card of the case', () => {
  it('is known at once, and shows the case as it then is', async () => {
    const answer = await pressOnCase(running, YOUTH_WORKER, 'Ik ben er');
    assert.equal(answerOf(answer.document, YOUTH_WORKER), 'present');
    assert.ok(lines(shownOn(answer)).includes('✔ Stichting Welzijnswerk: is erbij (Megan Bowen)'));
  });

  it('is open to whoever consults without having been called, for their own organisation', async () => {
    const colleague = { ...YOUTH_WORKER, id: 'p8', name: 'Lidia Holloway' };
    const answer = await pressOnCase(running, colleague, 'Ik ben er');
    assert.equal(answer.refusal, undefined);
    assert.ok(lines(shownOn(answer)).includes('✔ Stichting Welzijnswerk: is erbij (Lidia Holloway)'));
  });

  it('is open to a colleague who only visits, for the organisation they share', async () => {
    const answer = await pressOnCase(running, ADULT_WORKER, 'Ik ben er');
    assert.ok(lines(shownOn(answer)).includes('✔ Stichting Welzijnswerk: is erbij (Isaiah Langer)'));
  });

  /** Every role is of an organisation that consults; what differs is what it is for. */
  const region: Region = {
    ...HOOGEVEEN,
    roles: { ...HOOGEVEEN.roles, planner: 'welzijn', bestuur: 'gemeente', wacht: 'vt' },
    municipalities: HOOGEVEEN.municipalities.map((one) => ({ ...one, onCall: ['wacht'] })),
  };
  const pressAs = (role: string): Promise<Answered> => {
    const actor = { ...ADULT_WORKER, id: 'p8', name: 'Lidia Holloway', roles: rolesAt([role], 'hoogeveen') };
    const { card } = caseCard(running, region, NOW);
    return press({ ...hands(running, actor), region }, card, 'Ik ben er');
  };

  it('is not for whoever plans or governs, also of an organisation that consults', async () => {
    for (const role of ['planner', 'bestuur']) {
      const answer = await pressAs(role);
      assert.equal(answer.refusal?.code, 'notCalled', role);
      assert.deepEqual(answer.document, running);
      assert.equal(
        lines(shownOn(answer))[0],
        'U bent niet gevraagd voor dit overleg. U hoeft niets te doen.',
      );
    }
  });

  it('is open to whoever visits, is on call or manages, for an organisation that consults', async () => {
    const open: readonly [string, string][] = [
      ['amw', 'Stichting Welzijnswerk'],
      ['wacht', 'Veilig Thuis Drenthe'],
      ['manager', 'Stichting Welzijnswerk'],
    ];
    for (const [role, organisation] of open) {
      const answer = await pressAs(role);
      assert.equal(answer.refusal, undefined, role);
      assert.ok(lines(shownOn(answer)).includes(`✔ ${organisation}: is erbij (Lidia Holloway)`), role);
    }
  });
});

describe('A consultation that is for later', () => {
  const ahead = convened(HOOGEVEEN, { way: 'graph', startsAt: hoursLater(20) });

  it('begins when somebody says so', async () => {
    const { refusal, document } = await pressOnCase(ahead, YOUTH_WORKER, 'Overleg nu beginnen');
    assert.equal(refusal, undefined);
    assert.equal(openMeeting(followed(document))?.startsAt, NOW);
  });

  it('has begun already for whoever is second', async () => {
    const { document } = await pressOnCase(ahead, YOUTH_WORKER, 'Overleg nu beginnen');
    const second = await send(hands(document, OFFICER), 'begin', { case: CASE_ID, verb: 'begin' });
    assert.equal(second.refusal?.code, 'consultationRunning');
    assert.equal(lines(shownOn(second))[0], 'Het overleg is al begonnen. Op de kaart staat waar.');
    assert.ok(buttons(shownOn(second)).includes('Deelnemen aan overleg'));
  });

  it('has begun already, and the card says where also when there is nothing to press', async () => {
    const begun = convened(HOOGEVEEN, { way: 'phone' });
    const answer = await send(hands(begun, OFFICER), 'begin', { case: CASE_ID, verb: 'begin' });
    assert.equal(answer.refusal?.code, 'consultationRunning');
    const [first, ...rest] = lines(shownOn(answer));
    assert.equal(first, 'Het overleg is al begonnen. Op de kaart staat waar.');
    assert.ok(rest.includes('Overleg nu via de telefoon: bel 0528 123 456, toets 1'));
    assert.ok(!buttons(shownOn(answer)).includes('Deelnemen aan overleg'));
  });

  it('is held once more after its outcome, when somebody asks for that', async () => {
    const { refusal, document } = await pressOnCase(
      concluded(running, OFFICER),
      YOUTH_WORKER,
      'Nieuw overleg starten',
    );
    assert.equal(refusal, undefined);
    assert.equal(openMeeting(followed(document))?.number, 2);
  });
});
