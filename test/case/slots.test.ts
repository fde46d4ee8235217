import assert from 'node:assert/strict';
import type { Slot } from '../../src/case/state.ts';
import { whoIs } from '../../src/core/actor.ts';
import { given, stateAfter, stateIn } from './given.ts';
import {
  START,
  announced,
  bothClaimed,
  claimed,
  consulted,
  hour,
  logged,
  minute,
  noChildren,
  planned,
  released,
} from './history.ts';
import { LOCAL, YOUTH, anna, arie, hoogeveen, lars, person, vera, yara, yusuf } from './region.ts';

const claim = { type: 'ClaimSlot' } as const;
const release = { type: 'ReleaseSlot' } as const;

describe('"Ik ga mee"', () => {
  it('takes the place of the role, before and after the consultation', () => {
    given(announced())
      .when(claim, { by: lars })
      .then({ type: 'SlotClaimed', slot: 1, role: LOCAL })
      .isIn('announced');
    given(announced(), consulted())
      .when(claim, { by: yara })
      .then({ type: 'SlotClaimed', slot: 0, role: YOUTH });
  });

  it('writes down who, and when', () => {
    const { slots } = stateIn('announced', announced(), claimed(0, yara, minute(7)));
    assert.deepEqual(slots[0], {
      id: `${START}-0`,
      role: YOUTH,
      openedAt: START,
      claim: { by: whoIs(yara), at: minute(7) },
    } satisfies Slot);
  });

  it('gives a person with two roles the first place that fits, and the next when that is taken', () => {
    const both = person('Bo', [LOCAL, YOUTH]);
    given(announced()).when(claim, { by: both }).then({ type: 'SlotClaimed', slot: 0, role: YOUTH });
    given(announced(), claimed(0, yara))
      .when(claim, { by: both })
      .then({ type: 'SlotClaimed', slot: 1, role: LOCAL });
  });

  it('gives one person one place', () => {
    const both = person('Bo', [YOUTH, LOCAL]);
    given(announced(), claimed(0, both)).when(claim, { by: both }).refused({ code: 'alreadyClaimed' });
    given(announced(), bothClaimed).when(claim, { by: yara }).refused({ code: 'alreadyClaimed' });
  });

  it('says which colleague of the same role was first, not what is open for others', () => {
    given(announced(), claimed(0, yara))
      .when(claim, { by: yusuf })
      .refused({ code: 'slotsTaken', by: [whoIs(yara)] });
  });

  it('says who goes when every place is taken, also to another role', () => {
    const both = { code: 'slotsTaken', by: [whoIs(yara), whoIs(lars)] } as const;
    given(announced(), bothClaimed).when(claim, { by: yusuf }).refused(both);
    given(announced(), bothClaimed).when(claim, { by: anna }).refused(both);
  });

  it('says for which roles there is place when there is none for yours', () => {
    given(announced())
      .when(claim, { by: anna })
      .refused({ code: 'slotNotForRole', roles: [YOUTH, LOCAL] });
    given(announced(), claimed(0, yara))
      .when(claim, { by: anna })
      .refused({ code: 'slotNotForRole', roles: [LOCAL] });
    given(announced(noChildren))
      .when(claim, { by: yara })
      .refused({ code: 'slotNotForRole', roles: ['amw'] });
  });

  it('is for Veilig Thuis in the exceptional pair only', () => {
    const exceptional = consulted({ exceptional: true }, hoogeveen.visit.exceptional);
    given(announced(), exceptional)
      .when(claim, { by: vera })
      .then({ type: 'SlotClaimed', slot: 0, role: 'veilig-thuis' });
    given(announced(), consulted())
      .when(claim, { by: vera })
      .refused({ code: 'slotNotForRole', roles: [YOUTH, LOCAL] });
  });

  it('fills two places of one role with two people', () => {
    const two = announced({ ...noChildren, roles: ['amw', 'amw'] });
    given(two, claimed(0, anna))
      .when(claim, { by: arie })
      .then({ type: 'SlotClaimed', slot: 1, role: 'amw' });
  });

  it('counts the roles of the municipality of the case only', () => {
    const elsewhere = person('Evi', [YOUTH], { municipalities: ['assen'] });
    given(announced()).when(claim, { by: elsewhere }).refused({ code: 'notAllowed', command: 'ClaimSlot' });
  });
});

describe('"Ik kan toch niet"', () => {
  it('gives the own place back, and no other', () => {
    given(announced(), bothClaimed).when(release, { by: lars }).then({ type: 'SlotReleased', slot: 1 });
    given(announced(), bothClaimed).when(release, { by: yara }).then({ type: 'SlotReleased', slot: 0 });
  });

  it('opens the place from that moment, for anybody of the role', () => {
    const { slots } = stateIn('announced', announced(), claimed(0, yara), released(0, yara, hour(1)));
    assert.deepEqual(slots[0], { id: `${START}-0`, role: YOUTH, openedAt: hour(1) });
    given(announced(), claimed(0, yara), released(0, yara))
      .when(claim, { by: yusuf })
      .then({ type: 'SlotClaimed', slot: 0, role: YOUTH });
    given(announced(), claimed(0, yara), released(0, yara))
      .when(claim, { by: yara })
      .then({ type: 'SlotClaimed', slot: 0, role: YOUTH });
  });

  it('leaves a planned visit planned, and a new plan waits for the pair', () => {
    const history = [announced(), consulted(), bothClaimed, planned()];
    given(...history)
      .when(release, { by: lars })
      .then({ type: 'SlotReleased', slot: 1 })
      .isIn('planned');
    given(...history, released(1, lars))
      .when({ type: 'PlanVisit', visitAt: hour(5) }, { by: yara })
      .refused({ code: 'slotsOpen', roles: [LOCAL] });
  });

  it('is refused to whoever has no place, or had one', () => {
    given(announced(), claimed(0, yara)).when(release, { by: yusuf }).refused({ code: 'noSlotHeld' });
    given(announced(), claimed(0, yara), released(0, yara))
      .when(release, { by: yara })
      .refused({ code: 'noSlotHeld' });
  });

  it('is not for somebody with the same object id in another tenant', () => {
    const double = { ...yara, tenant: 'elsewhere' };
    given(announced(), claimed(0, yara)).when(release, { by: double }).refused({ code: 'noSlotHeld' });
  });

  it('cannot be done by the clock: a place always has a person', () => {
    const byClock = logged({ type: 'SlotClaimed', slot: 0, role: YOUTH }, START);
    assert.throws(() => stateAfter(announced(), byClock), /SlotClaimed cannot follow announced/);
  });
});
