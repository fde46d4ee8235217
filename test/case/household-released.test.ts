import assert from 'node:assert/strict';
import { whoIs } from '../../src/core/actor.ts';
import type { Region } from '../../src/core/region.ts';
import { DAY } from '../../src/core/time.ts';
import { followedAfter, given } from './given.ts';
import { announced, claimed, consulted, hour, recorded, released, told } from './history.ts';
import { disclosing, pair, releaseTo, releasedTo, toldYara, known, done } from './households.ts';
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
  petra,
  sanne,
  vera,
  yara,
  yusuf,
  regionWith,
} from './region.ts';

const to = (problem: 'missing' | 'notAChoice') =>
  ({ code: 'invalid', problems: [{ field: 'to', problem }] }) as const;
const { gemeente } = DISCLOSURES;

describe('The details of a household are released', () => {
  it('to whoever holds a place, on the law or on an agreement, with what that rests on', () => {
    given(...known)
      .when(releaseTo(lars), { by: vera })
      .then(releasedTo(lars, 'gemeente'));
    given(...known)
      .when(releaseTo(yara), { by: vera })
      .then(releasedTo(yara, 'welzijn'));
    given(...known)
      .when(releaseTo(yara, lars), { by: vera })
      .then(releasedTo(yara, 'welzijn'), releasedTo(lars, 'gemeente'));
  });

  it('by name of who holds the place, whatever the card said', () => {
    const events = releasedTo(lars, 'gemeente');
    const forged = { ...whoIs(lars), name: 'Somebody else' };
    given(...known)
      .when({ type: 'ReleaseHousehold', to: [forged], ground: 'safety' }, { by: vera })
      .then(events);
  });

  it('with the ground that was chosen', () => {
    for (const ground of ['consent', 'safety', 'task'] as const)
      given(...known)
        .when({ type: 'ReleaseHousehold', to: [whoIs(lars)], ground }, { by: vera })
        .then(releasedTo(lars, 'gemeente', ground));
  });

  it('by nobody but Veilig Thuis, also not to themselves', () => {
    for (const by of [olga, lars, yara, mia, bram, petra, sanne])
      given(...known)
        .when(releaseTo(lars), { by })
        .refused({ code: 'notAllowed', command: 'ReleaseHousehold' });
  });

  it('only once there are any, and to somebody', () => {
    given(...pair)
      .when(releaseTo(lars), { by: vera })
      .refused({ code: 'noHousehold' });
    given(...known)
      .when(releaseTo(), { by: vera })
      .refused(to('missing'));
  });

  it('to nobody who does not go, and then to none of those who were named', () => {
    for (const who of [anna, yusuf, mia, olga, vera])
      given(...known)
        .when(releaseTo(lars, who), { by: vera })
        .refused(to('notAChoice'));
    given(...known, released(0, yara))
      .when(releaseTo(yara), { by: vera })
      .refused(to('notAChoice'));
    const elsewhere = { ...lars, tenant: 'elsewhere' };
    given(...known)
      .when(releaseTo(elsewhere), { by: vera })
      .refused(to('notAChoice'));
  });

  const youthOver = { code: 'agreementOver', role: YOUTH } as const;
  it('until the last day of the agreement is over, to the millisecond', () => {
    const asking = (when: number) => given(...known).when(releaseTo(yara), { by: vera, at: when });
    asking(AGREEMENT_ENDS - 1).then(releasedTo(yara, 'welzijn'));
    asking(AGREEMENT_ENDS).refused(youthOver);
    asking(AGREEMENT_ENDS + 400 * DAY).refused(youthOver);
    given(...known)
      .when(releaseTo(lars), { by: vera, at: AGREEMENT_ENDS + 400 * DAY })
      .then(releasedTo(lars, 'gemeente'));
  });

  it('not after an agreement is over, also when the other of the pair may be told', () => {
    given(...known)
      .when(releaseTo(lars, yara), { by: vera, at: AGREEMENT_ENDS })
      .refused(youthOver);
  });

  it('to no organisation without a law or an agreement', () => {
    const none = { code: 'noAgreement', role: YOUTH } as const;
    const allowed = (disclosures: Region['disclosures']) =>
      given(...known).when(releaseTo(yara), { by: vera, in: disclosing(disclosures) });
    allowed({ gemeente }).refused(none);
    allowed({}).refused(none);
    // What every object has is not an organisation.
    const region = { ...disclosing({ gemeente }), roles: { ...regionWith().roles, [YOUTH]: 'constructor' } };
    given(...known)
      .when(releaseTo(yara), { by: vera, in: region })
      .refused(none);
  });

  it('to Veilig Thuis itself never: they see them already', () => {
    const exceptional = consulted({ exceptional: true }, hoogeveen.visit.exceptional);
    given(announced(), exceptional, claimed(0, vera), recorded())
      .when(releaseTo(vera), { by: vera })
      .refused({ code: 'noAgreement', role: 'veilig-thuis' });
  });

  it('again where the ground was another: the latest counts', () => {
    const { releases } = followedAfter(...known, toldYara, told(lars), told(lars, { ground: 'consent' }));
    assert.deepEqual(
      releases.map(({ to: { name }, ground }) => [name, ground]),
      [
        ['Yara', 'safety'],
        ['Lars', 'consent'],
      ],
    );
  });

  it('to nobody once the case is closed', () => {
    given(...done)
      .when(releaseTo(yara), { by: vera, at: hour(6) })
      .refused({ code: 'notNow', command: 'ReleaseHousehold', step: 'closed' });
  });
});
