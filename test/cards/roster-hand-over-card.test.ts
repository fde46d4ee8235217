import assert from 'node:assert/strict';
import type { CaseDocument } from '../../src/case/document.ts';
import { whoIs } from '../../src/core/actor.ts';
import { HOUR } from '../../src/core/time.ts';
import type { RosterMessageOf } from '../../src/roster/messages.ts';
import type { RosterState } from '../../src/roster/state.ts';
import { period } from '../roster/rosters.ts';
import { findAction } from '../support/cards.ts';
import { CLOSED, after, announced, claimed, line } from './cases.ts';
import { buttons, lines } from './read.ts';
import { ADULT_WORKER, DRENTHE, YOUTH_WORKER } from './regions.ts';
import { ROSTER_REGION, SECOND_YOUTH_WORKER, duty, factsAt, rosterAt, told } from './roster-given.ts';
import { stepsOf } from './situations.ts';

const SATURDAY = period('2026-11-28T10:00+01:00', '2026-11-28T18:00+01:00');
const SUNDAY = period('2026-11-29T10:00+01:00', '2026-11-29T18:00+01:00');

describe('The hand-over', () => {
  const now = SATURDAY.from;
  const comes = [{ person: whoIs(YOUTH_WORKER), role: 'jeugd-mw', ...SATURDAY }];
  const goes = [{ person: whoIs(YOUTH_WORKER), role: 'jeugd-mw', from: now - 8 * HOUR, to: now }];
  const open = announced(ROSTER_REGION, {}, { at: now - 2 * HOUR });
  const held = {
    ...after(
      announced(ROSTER_REGION, { directDanger: true }, { at: now - 4 * HOUR, number: 'HGV-2026-0002' }),
      {
        at: now - HOUR,
        by: YOUTH_WORKER,
        events: [claimed(0, 'jeugd-mw')],
      },
    ),
    id: 'case/2',
  };
  const handOver = (
    message: Pick<RosterMessageOf<'handOver'>, 'comes' | 'goes'>,
    cases: readonly CaseDocument[],
    ...parts: readonly Partial<RosterState>[]
  ) =>
    told(YOUTH_WORKER, { kind: 'handOver', ...message }, rosterAt(factsAt(now), ...parts), { now, cases })
      .card;

  it('tells whoever comes what is open, the nearest deadline first, with a way to each', () => {
    const card = handOver({ comes, goes: [] }, [open, held]);
    assert.deepEqual(lines(card), [
      'Uw piketdienst begint · Hoogeveen',
      'Jeugdmaatschappelijk werker: tot za 28 nov. 18:00',
      'Open casussen: 2',
      'HGV-2026-0002 · Bezoek vóór zo 29 nov. 06:00',
      '⚠ DIRECT GEVAAR',
      '✔ U gaat mee in deze casus.',
      '▶ Overleg nu. Leg daarna het besluit vast.',
      '▶ Nog nodig: Veilig Opgroeien. Kunt u? Druk op "Ik ga mee".',
      'HGV-2026-0001 · Bezoek vóór zo 29 nov. 08:00',
      '▶ Overleg nu. Leg daarna het besluit vast.',
      '▶ Nog nodig: Jeugdmaatschappelijk werker en Veilig Opgroeien. Kunt u? Druk op "Ik ga mee".',
    ]);
    assert.deepEqual(buttons(card), ['Toon HGV-2026-0002', 'Toon HGV-2026-0001', 'Toon het rooster']);
    assert.deepEqual(findAction(card, 'Toon HGV-2026-0002').data, { case: 'case/2', verb: 'show' });
  });

  it('tells whoever goes who takes over, and what they still hold', () => {
    const next = duty(SECOND_YOUTH_WORKER, 'jeugd-mw', SATURDAY);
    const card = handOver({ comes: [], goes }, [open, held], next);
    assert.deepEqual(lines(card).slice(0, 4), [
      'Uw piketdienst is voorbij · Hoogeveen',
      'Jeugdmaatschappelijk werker. Lee Gu neemt het over.',
      'U heeft nog een plek in 1 casus. Kunt u niet meer? Druk in de casus op "Ik kan toch niet".',
      'HGV-2026-0002 · Bezoek vóór zo 29 nov. 06:00',
    ]);
    assert.deepEqual(buttons(card), ['Toon HGV-2026-0002', 'Toon het rooster']);
  });

  const successors: readonly [string, readonly Partial<RosterState>[], string][] = [
    ['nobody', [], 'Er staat niemand na u op het rooster.'],
    [
      'two people',
      [duty(SECOND_YOUTH_WORKER, 'jeugd-mw', SATURDAY), duty(ADULT_WORKER, 'jeugd-mw', SATURDAY)],
      'Isaiah Langer en Lee Gu nemen het over.',
    ],
    [
      'somebody the next day',
      [duty(SECOND_YOUTH_WORKER, 'jeugd-mw', SUNDAY)],
      'Daarna: Lee Gu, vanaf zo 29 nov. 10:00.',
    ],
    [
      'oneself the next day',
      [duty(YOUTH_WORKER, 'jeugd-mw', SUNDAY)],
      'Uw volgende dienst begint zo 29 nov. 10:00.',
    ],
  ];
  for (const [who, parts, sentence] of successors) {
    it(`says who comes after: ${who}`, () => {
      const card = handOver({ comes: [], goes }, [], ...parts);
      assert.equal(lines(card)[1], `Jeugdmaatschappelijk werker. ${sentence}`);
    });
  }

  it('is one message for whoever comes on and goes off at once', () => {
    const shown = lines(handOver({ comes, goes: goes.map((one) => ({ ...one, role: 'amw' })) }, []));
    assert.deepEqual(shown, [
      'Uw piketdienst begint · Hoogeveen',
      'Jeugdmaatschappelijk werker: tot za 28 nov. 18:00',
      'Uw dienst is voorbij: Maatschappelijk werker (volwassenen). Er staat niemand na u op het rooster.',
      'Er zijn geen open casussen.',
    ]);
    assert.equal(lines(handOver({ comes: [], goes }, [])).at(-1), 'U heeft geen plek in een open casus.');
  });

  it('is about the cases of its own municipality that are not closed', () => {
    const elsewhere = announced(
      DRENTHE,
      { municipality: 'assen' },
      { at: now - HOUR, number: 'ASN-2026-0001' },
    );
    const { visit } = stepsOf(ROSTER_REGION, YOUTH_WORKER);
    const closed = after(visit(), line(8, YOUTH_WORKER, CLOSED));
    assert.deepEqual(buttons(handOver({ comes, goes: [] }, [elsewhere, closed])), ['Toon het rooster']);
    assert.deepEqual(buttons(handOver({ comes, goes: [] }, [elsewhere, visit(), closed])), [
      'Toon HGV-2026-0001',
      'Toon het rooster',
    ]);
  });

  it('says how many cases it leaves out', () => {
    const many = Array.from({ length: 14 }, (_, index) => ({ ...open, id: `case/${index}` }));
    const card = handOver({ comes, goes: [] }, many);
    assert.equal(lines(card).at(-1), 'En nog 2. Typ "casussen".');
    assert.equal(buttons(card).length, 5);
  });
});
