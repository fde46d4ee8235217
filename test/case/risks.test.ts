import assert from 'node:assert/strict';
import { whoIs } from '../../src/core/actor.ts';
import { given, stateAfter, stateIn } from './given.ts';
import {
  acknowledged,
  announced,
  closed,
  feedback,
  hour,
  logged,
  minute,
  names,
  raised,
  reported,
  schoolTold,
  takerAsked,
  visited,
} from './history.ts';
import { anna, bram, lars, mia, petra, sanne, yara, yusuf } from './region.ts';

const SLOT = 'unclaimed:slot 0@7200000';
const CONSULTATION = 'consultationLate:consultation@3600000';

const take = (...risks: string[]) => ({ type: 'Acknowledge', risks }) as const;
const took = (risk: string) => ({ type: 'RiskAcknowledged', risk }) as const;

describe('"Ik pak dit op"', () => {
  const risen = [announced(), raised(SLOT, [yara, yusuf])];

  it('is for whoever was told, and for the manager', () => {
    given(...risen)
      .when(take(SLOT), { by: yusuf })
      .then(took(SLOT))
      .isIn('announced');
    given(...risen)
      .when(take(SLOT), { by: mia })
      .then(took(SLOT));
  });

  it('is not for others', () => {
    for (const by of [anna, lars, petra, bram, sanne])
      given(...risen)
        .when(take(SLOT), { by })
        .refused({ code: 'notAllowed', command: 'Acknowledge' });
  });

  it('is for the board once it was told', () => {
    given(...risen, raised(SLOT, [bram], hour(4), 2))
      .when(take(SLOT), { by: bram })
      .then(took(SLOT));
  });

  it('stays for whoever was told first, when the ladder has climbed meanwhile', () => {
    given(...risen, raised(SLOT, [mia], hour(3), 1))
      .when(take(SLOT), { by: yara })
      .then(took(SLOT));
  });

  it('says who has it already, and since when', () => {
    given(...risen, acknowledged(SLOT, yara))
      .when(take(SLOT), { by: yusuf })
      .refused({ code: 'riskTaken', by: whoIs(yara), at: minute(70) });
    given(...risen, acknowledged(SLOT, yara))
      .when(take(SLOT), { by: yara })
      .refused({ code: 'riskTaken', by: whoIs(yara), at: minute(70) });
  });

  it('is said again by whoever took it up and was asked how it goes, and by nobody else', () => {
    const asked = [...risen, acknowledged(SLOT, yara), takerAsked(SLOT, yara)];
    given(...asked)
      .when(take(SLOT), { by: yara, at: hour(4) })
      .then(took(SLOT));
    for (const by of [yusuf, mia])
      given(...asked)
        .when(take(SLOT), { by, at: hour(4) })
        .refused({ code: 'riskTaken', by: whoIs(yara), at: minute(70) });
    given(...asked, acknowledged(SLOT, yara, hour(4)))
      .when(take(SLOT), { by: yara, at: hour(5) })
      .refused({ code: 'riskTaken', by: whoIs(yara), at: hour(4) });
  });

  it('is said again by whoever took it up as a manager, without ever being told', () => {
    given(...risen, acknowledged(SLOT, mia), takerAsked(SLOT, mia))
      .when(take(SLOT), { by: mia, at: hour(4) })
      .then(took(SLOT));
  });

  it('is free again once the climb went on without an answer', () => {
    const climbed = [
      ...risen,
      acknowledged(SLOT, yara),
      takerAsked(SLOT, yara),
      raised(SLOT, [mia], hour(4), 1),
    ];
    for (const by of [yara, yusuf, mia])
      given(...climbed)
        .when(take(SLOT), { by, at: hour(4) })
        .then(took(SLOT));
  });

  it('takes the risks that are left when a colleague has some of them', () => {
    const two = [...risen, raised(CONSULTATION, [yara]), acknowledged(SLOT, yusuf)];
    given(...two)
      .when(take(SLOT, CONSULTATION), { by: yara })
      .then(took(CONSULTATION));
    given(...two, acknowledged(CONSULTATION, mia, hour(2)))
      .when(take(SLOT, CONSULTATION), { by: yara })
      .refused({ code: 'riskTaken', by: whoIs(yusuf), at: minute(70) });
  });

  it('says so when the risk is not there', () => {
    given(...risen)
      .when(take('unclaimed:slot 9@1'), { by: yara })
      .refused({ code: 'riskGone' });
    given(...risen)
      .when(take(), { by: yara })
      .refused({ code: 'riskGone' });
  });

  it('knows no risk by a name that every object has', () => {
    // Card data is anybody's: taken for a risk, it would be saved and make the case unreadable.
    for (const name of ['constructor', 'toString', '__proto__'])
      given(...risen)
        .when(take(name), { by: yara })
        .refused({ code: 'riskGone' });
  });

  it('takes a risk that is named twice once', () => {
    given(...risen)
      .when(take(SLOT, SLOT), { by: yara })
      .then(took(SLOT));
  });

  it('is over when the case is closed', () => {
    const done = [schoolTold, feedback('police'), feedback('safeAtHome'), reported()];
    const over = [visited, raised(SLOT, [yara]), ...done];
    given(...over, closed)
      .when(take(SLOT), { by: yara })
      .refused({ code: 'riskGone' });
    given(...over, acknowledged(SLOT, yara), closed)
      .when(take(SLOT), { by: mia })
      .refused({ code: 'riskTaken', by: whoIs(yara), at: minute(70) });
  });

  it('is written down with the name and the moment, beside who was told', () => {
    const { risks } = stateIn('announced', ...risen, acknowledged(SLOT, yara));
    assert.deepEqual(risks[SLOT]?.acknowledged, { by: whoIs(yara), at: minute(70) });
    assert.deepEqual(names(risks[SLOT].told), ['Yara', 'Yusuf']);
  });

  it('cannot be done by the clock, nor for a risk that was never raised', () => {
    assert.throws(() => stateAfter(...risen, logged({ type: 'RiskAcknowledged', risk: SLOT }, hour(2))));
    assert.throws(() => stateAfter(...risen, acknowledged(CONSULTATION, yara)), /there is no risk/);
  });
});
