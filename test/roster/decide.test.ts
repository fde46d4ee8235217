import { whoIs } from '../../src/core/actor.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts';
import { ADULT, LOCAL, YOUTH, anna, arie, lars, petra, yara } from '../case/region.ts';
import { addShift, by, periods, shiftOf } from './asks.ts';
import { MONDAY, given } from './given.ts';
import { gone, moved, switched } from './people.ts';
import { absence, override, period, shift } from './rosters.ts';
import { onSaturday, saturday } from './scenarios.ts';

describe('A shift', () => {
  it('is added', () => {
    given()
      .when(addShift(anna), by)
      .then({ type: 'ShiftAdded', shift: shiftOf(anna) });
  });

  it('that replaces everybody else is an override', () => {
    given(shift(anna, saturday))
      .when(addShift(anna, saturday, { replaces: true }), by)
      .then({ type: 'OverrideAdded', override: shiftOf(anna) });
  });

  it('may be for a role that is not on call', () => {
    given()
      .when(addShift(lars, saturday, { role: LOCAL }), by)
      .then({ type: 'ShiftAdded', shift: { ...shiftOf(lars), role: LOCAL } });
  });

  it('has the name that the region file knows', () => {
    const former = { ...anna, name: 'Anna van vroeger' };
    given()
      .when(addShift(former), by)
      .then({ type: 'ShiftAdded', shift: shiftOf(anna) });
  });

  for (const [name, time, field, problem] of periods) {
    it(`is refused when it ${name}`, () => {
      given()
        .when(addShift(anna, time), by)
        .refused({ code: 'invalid', problems: [{ field, problem }] });
    });
  }

  it('may have begun, and takes fourteen days at most, also when the clock is put back meanwhile', () => {
    const fortnight = period('2026-10-20T08:00+02:00', '2026-11-03T08:00+01:00');
    given()
      .when(addShift(anna, fortnight), { by: petra, at: fortnight.from + MINUTE })
      .then({ type: 'ShiftAdded', shift: shiftOf(anna, fortnight) });
    given()
      .when(addShift(anna, { from: MONDAY, to: MONDAY + 14 * DAY + HOUR + 1 }), by)
      .refused({ code: 'invalid', problems: [{ field: 'to', problem: 'tooLong' }] });
  });

  it('says everything that is wrong at once', () => {
    const from = MONDAY + 800 * DAY;
    given()
      .when(addShift(anna, { from, to: from + 20 * DAY }), by)
      .refused({
        code: 'invalid',
        problems: [
          { field: 'from', problem: 'tooFarAhead' },
          { field: 'to', problem: 'tooLong' },
        ],
      });
  });

  for (const [name, person] of [
    ['does other work', yara],
    ['does other work now', switched],
    ['works in another municipality now', moved],
    ['left', gone],
    ['has their object id in another tenant', { ...anna, tenant: 'other-tenant' }],
  ] as const) {
    it(`is not for whoever ${name}`, () => {
      given()
        .when(addShift(person), by)
        .refused({ code: 'notTheirRole', person: whoIs(person), role: ADULT });
    });
  }

  it('is not for whoever is away all the time, in one absence or in several', () => {
    const morning = absence(anna, onSaturday('09:00', '14:00'));
    const afternoon = absence(anna, onSaturday('14:00', '18:00'), { id: 'afternoon' });
    const refusal = { code: 'absent', person: whoIs(anna) } as const;
    given(absence(anna, saturday)).when(addShift(anna), by).refused(refusal);
    given(morning, afternoon).when(addShift(anna), by).refused(refusal);
    given(morning)
      .when(addShift(anna), by)
      .then({ type: 'ShiftAdded', shift: shiftOf(anna) });
    given(absence(arie, saturday))
      .when(addShift(anna), by)
      .then({ type: 'ShiftAdded', shift: shiftOf(anna) });
  });

  it('that stands there already is refused', () => {
    const refusal = { code: 'alreadyThere', person: whoIs(anna) } as const;
    given(shift(anna, saturday)).when(addShift(anna), by).refused(refusal);
    given(override(anna, saturday))
      .when(addShift(anna, saturday, { replaces: true }), by)
      .refused(refusal);
  });

  it('is another shift when anything is different', () => {
    for (const parts of [
      shift(arie, saturday),
      shift(anna, onSaturday('10:00', '18:01')),
      shift(anna, onSaturday('09:59', '18:00')),
      shift(anna, saturday, { role: YOUTH }),
      override(anna, saturday),
    ])
      given(parts)
        .when(addShift(anna), by)
        .then({ type: 'ShiftAdded', shift: shiftOf(anna) });
  });
});
