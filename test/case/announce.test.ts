import assert from 'node:assert/strict';
import { decide } from '../../src/case/decide.ts';
import type { PreAnnouncement } from '../../src/case/state.ts';
import { DAY } from '../../src/core/time.ts';
import { decisionOn, given, stateAfter, stateIn } from './given.ts';
import {
  START,
  announced,
  announcement,
  caseAnnounced,
  danger,
  hour,
  noChildren,
  opened,
} from './history.ts';
import { hoogeveen, olga, otto, policy, region, regionOf } from './region.ts';

const announce = (changes: Partial<PreAnnouncement> = {}) =>
  ({ type: 'Announce', announcement: { ...announcement, ...changes } }) as const;

describe('Announcing a case', () => {
  const form = opened(olga);
  const now = { by: olga, at: START };

  it('puts down the notice, its number, the rules of the moment and who has to visit', () => {
    given(form).when(announce(), now).then(caseAnnounced()).isIn('announced');
  });

  it('asks for another pair when there are no children', () => {
    given(form)
      .when(announce({ children: 0 }), now)
      .then(caseAnnounced({ announcement: { children: 0 }, roles: ['amw'] }));
    given(form)
      .when(announce({ children: 1 }), now)
      .then(caseAnnounced({ announcement: { children: 1 }, roles: ['jeugd-mw', 'veilig-opgroeien'] }));
  });

  it('starts the 24 hours at receipt, with every place open', () => {
    const { receivedAt, visitBefore, slots, announcedBy } = stateIn('announced', announced());
    assert.equal(receivedAt, START);
    assert.equal(visitBefore, hour(24));
    assert.deepEqual(
      slots.map(({ role, openedAt, claim }) => [role, openedAt, claim]),
      [
        ['jeugd-mw', START, undefined],
        ['veilig-opgroeien', START, undefined],
      ],
    );
    assert.equal(announcedBy.name, 'Olga');
  });

  it('counts 24 elapsed hours, also through the night the clock goes back', () => {
    const night = Date.parse('2026-10-24T20:00+02:00');
    const { visitBefore } = stateIn('announced', announced({ at: night }));
    assert.equal(visitBefore, Date.parse('2026-10-25T19:00+01:00'));
  });

  it('follows the time the municipality gives, whatever it is', () => {
    const { visitBefore } = stateIn('announced', announced({ policy: { visitWithin: 12 * 3_600_000 } }));
    assert.equal(visitBefore, hour(12));
  });

  it('takes the rules of the region file as they are at that moment', () => {
    const changed = regionOf({ policy: { ...policy, ladder: [['bestuur']] } });
    given(form)
      .when(announce(), { ...now, in: changed })
      .then({
        ...caseAnnounced(),
        policy: { ...policy, warnBefore: [...policy.warnBefore], ladder: [['bestuur']] },
      });
  });

  it('is for the one who opened the form', () => {
    given(form)
      .when(announce(), { by: otto, at: START })
      .refused({ code: 'notYourForm', openedBy: { tenant: olga.tenant, id: 'olga', name: 'Olga' } });
  });

  it('is not for somebody with the same object id in another tenant', () => {
    const decision = decisionOn(stateAfter(form), announce(), {
      by: { ...olga, tenant: 'elsewhere' },
      at: START,
    });
    assert.equal(decision.ok ? 'accepted' : decision.refusal.code, 'notYourForm');
  });

  it('happens once: a second time answers the number, also to a colleague', () => {
    const refusal = { code: 'alreadySent', number: 'HGV-2026-0001' } as const;
    given(announced()).when(announce(), { by: olga }).refused(refusal);
    given(announced(danger)).when(announce(), { by: otto }).refused(refusal);
    given(announced(noChildren))
      .when(announce({ municipality: 'hoogeveen' }), { by: otto })
      .refused(refusal);
  });

  it('is about an incident of the past seven days, to the millisecond', () => {
    const invalid = (problem: 'inTheFuture' | 'tooLongAgo') =>
      ({ code: 'invalid', problems: [{ field: 'incident', problem }] }) as const;
    const at = (incidentAt: number) => given(form).when(announce({ incidentAt }), now);
    at(START + 1).refused(invalid('inTheFuture'));
    at(START - 7 * DAY - 1).refused(invalid('tooLongAgo'));
    at(START).then(caseAnnounced({ announcement: { incidentAt: START } }));
    at(START - 7 * DAY).then(caseAnnounced({ announcement: { incidentAt: START - 7 * DAY } }));
  });

  it('is a fault of the program without a number, never a case without one', () => {
    const { roles, disclosures } = region;
    const facts = { now: START, actor: olga, municipality: hoogeveen, roles, disclosures };
    assert.throws(() => decide(announce(), stateAfter(form), facts), /needs a case number/);
  });
});
