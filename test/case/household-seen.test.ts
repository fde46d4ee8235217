import assert from 'node:assert/strict';
import { HOUSEHOLD_FIELDS } from '../../src/core/region.ts';
import { DAY } from '../../src/core/time.ts';
import { followedAfter, given } from './given.ts';
import { announced, claimed, consulted, hour, logged, minute, recorded, released, told } from './history.ts';
import { AGREED, disclosing, pair, toldYara, view, viewed, known, done } from './households.ts';
import {
  AGREEMENT_ENDS,
  DISCLOSURES,
  YOUTH,
  anna,
  bram,
  hoogeveen,
  lars,
  mia,
  olga,
  person,
  petra,
  sanne,
  vera,
  yara,
  yusuf,
} from './region.ts';

const { gemeente, welzijn } = DISCLOSURES;

describe('The details of a household are seen', () => {
  it('by Veilig Thuis always, all that was filled in', () => {
    given(...known)
      .when(view, { by: vera, at: AGREEMENT_ENDS + DAY })
      .then(viewed(HOUSEHOLD_FIELDS));
    given(announced(), recorded(['phone']))
      .when(view, { by: vera, in: disclosing({}) })
      .then(viewed(['phone']));
  });

  it('by whoever was told, as far as they were', () => {
    given(...known, told(lars))
      .when(view, { by: lars })
      .then(viewed(HOUSEHOLD_FIELDS));
    given(...known, toldYara)
      .when(view, { by: yara })
      .then(viewed(AGREED));
    given(...pair, recorded(['phone', 'notes']), toldYara)
      .when(view, { by: yara })
      .then(viewed(['notes']));
  });

  it('no further than both the release and what is in force now allow', () => {
    const narrower = { ...welzijn, fields: ['address', 'phone'] as const };
    given(...known, toldYara)
      .when(view, { by: yara, in: disclosing({ welzijn: narrower }) })
      .then(viewed(['address']));
    const wider = { ...welzijn, fields: HOUSEHOLD_FIELDS };
    given(...known, toldYara)
      .when(view, { by: yara, in: disclosing({ welzijn: wider }) })
      .then(viewed(AGREED));
  });

  it('as they are now, when they were filled in anew after the release', () => {
    given(...known, toldYara, recorded(['names'], hour(1)))
      .when(view, { by: yara })
      .then(viewed(['names']));
  });

  it('by nobody who was not told, whether or not they go', () => {
    given(...known, toldYara)
      .when(view, { by: lars })
      .refused({ code: 'notReleased' });
    for (const by of [olga, anna, yusuf, mia, bram, petra, sanne])
      given(...known, toldYara)
        .when(view, { by })
        .refused({ code: 'notAllowed', command: 'ViewHousehold' });
  });

  it('no longer by who was told and does not go any more, also when they do again, until they are told again', () => {
    const out = [...known, toldYara, released(0, yara)];
    given(...out)
      .when(view, { by: yara })
      .refused({ code: 'notAllowed', command: 'ViewHousehold' });
    given(...out, claimed(0, yusuf, minute(45)))
      .when(view, { by: yusuf })
      .refused({ code: 'notReleased' });
    const back = [...out, claimed(0, yara, minute(45))];
    given(...back)
      .when(view, { by: yara })
      .refused({ code: 'notReleased' });
    given(...back, toldYara)
      .when(view, { by: yara })
      .then(viewed(AGREED));
  });

  it('no longer by who was told of another pair: the consultation decided on other visitors', () => {
    given(...known, told(lars), consulted({ exceptional: true }, hoogeveen.visit.exceptional, hour(1)))
      .when(view, { by: lars })
      .refused({ code: 'notAllowed', command: 'ViewHousehold' });
  });

  it('until the agreement is over, to the millisecond, or taken back', () => {
    const looking = (when: number) => given(...known, toldYara).when(view, { by: yara, at: when });
    looking(AGREEMENT_ENDS - 1).then(viewed(AGREED));
    looking(AGREEMENT_ENDS).refused({ code: 'agreementOver', role: YOUTH });
    given(...known, toldYara)
      .when(view, { by: yara, in: disclosing({ gemeente }) })
      .refused({ code: 'noAgreement', role: YOUTH });
  });

  it('by nobody with the same id in another tenant, or with the name of whoever was told', () => {
    for (const by of [{ ...yara, tenant: 'elsewhere' }, person('Yara', [YOUTH], { id: 'other' })])
      given(...known, toldYara)
        .when(view, { by })
        .refused({ code: 'notAllowed', command: 'ViewHousehold' });
  });

  it('by nobody while there are none', () => {
    for (const by of [vera, yara])
      given(...pair)
        .when(view, { by })
        .refused({ code: 'noHousehold' });
  });

  it('by nobody once the case is closed', () => {
    for (const by of [vera, lars])
      given(...done)
        .when(view, { by, at: hour(6) })
        .refused({ code: 'notNow', command: 'ViewHousehold', step: 'closed' });
  });

  it('and that is all that changes: a look is in the log only', () => {
    const before = followedAfter(...known, toldYara);
    for (const event of [{ type: 'HouseholdAsked' } as const, viewed(AGREED)])
      assert.deepEqual(followedAfter(...known, toldYara, logged(event, hour(2), yara)), before);
  });
});
