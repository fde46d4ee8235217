import assert from 'node:assert/strict';
import { callCard } from '../../src/cards/call-card.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { whoIs } from '../../src/core/actor.ts';
import { hoursLater } from './cases.ts';
import { answered, called, convened, seatOf, seatsOf, then } from './meetings.ts';
import { buttons, lines } from './read.ts';
import { HOOGEVEEN, MANAGER_ON_CALL, YOUTH_WORKER } from './regions.ts';

const running = convened(HOOGEVEEN, { way: 'graph' });

/** On behalf of an organisation that nobody comes for. */
const managing = (organisation: string) => seatOf(HOOGEVEEN, MANAGER_ON_CALL, organisation);
/** Megan is called to the table, and manages as well. */
const meganManages = { ...seatOf(HOOGEVEEN, YOUTH_WORKER, 'politie'), role: 'manager' };

const cardOf = (document: CaseDocument, to = MANAGER_ON_CALL) =>
  callCard(document, 1, whoIs(to), HOOGEVEEN, hoursLater(3)).card;

const reasonOn = (document: CaseDocument, to = MANAGER_ON_CALL) => lines(cardOf(document, to))[1];
const saidTo = (document: CaseDocument, to = MANAGER_ON_CALL) => lines(cardOf(document, to)).at(-1);

describe('Somebody who is called in several seats', () => {
  it('reads the names of all organisations they have to find somebody for', () => {
    const document = then(running, 1, called('manager', managing('politie'), managing('vt')));
    assert.equal(
      reasonOn(document),
      'Van Politie Noord en Veilig Thuis Drenthe is nog niemand bij het overleg over huiselijk geweld in Hoogeveen. Zorgt u dat er iemand komt?',
    );
  });

  it('reads each name once, however often they were called for it', () => {
    const twice = then(
      then(running, 1, called('manager', managing('politie'))),
      2,
      called('substitute', managing('politie')),
    );
    assert.match(reasonOn(twice) ?? '', /^Van Politie Noord is nog niemand/);
  });

  it('is asked in the seat that was called last, also where they answered in another', () => {
    const colleague = then(running, 1, answered(YOUTH_WORKER, 'declined'));
    assert.equal(saidTo(colleague, YOUTH_WORKER), 'U kunt niet. We zoeken iemand anders.');
    const manager = then(colleague, 2, called('manager', meganManages));
    assert.match(reasonOn(manager, YOUTH_WORKER) ?? '', /^Van Politie Noord is nog niemand/);
    assert.equal(saidTo(manager, YOUTH_WORKER), 'Laat weten of u dit regelt.');
    assert.deepEqual(buttons(cardOf(manager, YOUTH_WORKER)).slice(1, 3), ['Ik regel het', 'Ik kan niet']);
  });

  it('is asked in the seat that was called last, whichever came first', () => {
    const manager = then(running, 1, called('manager', meganManages));
    const colleague = then(manager, 2, called('again', seatOf(HOOGEVEEN, YOUTH_WORKER)));
    assert.deepEqual(
      seatsOf(colleague)
        .filter(({ who }) => who.id === YOUTH_WORKER.id)
        .map(({ role }) => role),
      ['jeugd-mw', 'manager'],
    );
    assert.equal(
      reasonOn(colleague, YOUTH_WORKER),
      'We vragen het nog een keer. U bent gevraagd namens Stichting Welzijnswerk voor overleg over huiselijk geweld in Hoogeveen.',
    );
    assert.equal(
      saidTo(colleague, YOUTH_WORKER),
      'Komt u? Dan vragen we niemand anders. Kunt u niet? Dan zoeken we een ander.',
    );
  });

  it('reads on behalf of whom, in all the roles they were asked for', () => {
    const two = then(running, 1, called('first', seatOf(HOOGEVEEN, YOUTH_WORKER, 'politie')));
    assert.match(
      reasonOn(two, YOUTH_WORKER) ?? '',
      /^U bent gevraagd namens .*Politie Noord.* voor overleg over huiselijk geweld in Hoogeveen\.$/,
    );
    assert.match(reasonOn(two, YOUTH_WORKER) ?? '', /Stichting Welzijnswerk/);
  });

  it('answers for all seats at once', () => {
    const document = then(
      running,
      1,
      called('manager', managing('politie'), managing('vt')),
      answered(MANAGER_ON_CALL, 'coming'),
    );
    assert.equal(saidTo(document), '✔ U regelt dat er iemand komt.');
    assert.ok(!buttons(cardOf(document)).includes('Ik regel het'));
  });
});
