import { rolesOf } from '../support/roles.ts';
import assert from 'node:assert/strict';
import type { Risk } from '../../src/case/state.ts';
import { whoIs } from '../../src/core/actor.ts';
import { type History, followedAfter, stateAfter } from './given.ts';
import {
  acknowledged,
  announced,
  escalated,
  hour,
  logged,
  minute,
  names,
  raised,
  takerAsked,
  undelivered,
} from './history.ts';
import { bram, mia, person, yara, yusuf } from './region.ts';

const SLOT = 'unclaimed:slot 0@7200000';
const OTHER = 'windowMissed:window@9';

const risen = [announced(), raised(SLOT, [yara, yusuf])];

const riskAfter = (...history: History): Risk => {
  const risk = followedAfter(...history).risks[SLOT];
  assert.ok(risk);
  return risk;
};

describe('A risk in the log', () => {
  it('keeps who was told last beside everybody who ever was', () => {
    const { latest, told, rung, at } = riskAfter(...risen, raised(SLOT, [mia, yara], hour(4), 1));
    assert.deepEqual(
      [names(latest), names(told)],
      [
        ['Mia', 'Yara'],
        ['Yara', 'Yusuf', 'Mia'],
      ],
    );
    assert.deepEqual([rung, at], [1, hour(4)]);
  });

  it('is nobody’s any more once it is raised again', () => {
    const climbed = riskAfter(...risen, acknowledged(SLOT, yara), raised(SLOT, [mia], hour(4), 1));
    assert.equal('acknowledged' in climbed, false);
  });

  it('remembers that whoever took it up was asked, until they say so again', () => {
    const asked = [...risen, acknowledged(SLOT, yara), takerAsked(SLOT, yara)];
    assert.deepEqual(riskAfter(...asked).acknowledged, { by: whoIs(yara), at: minute(70), askedAt: hour(3) });
    assert.deepEqual(riskAfter(...asked, acknowledged(SLOT, yara, hour(4))).acknowledged, {
      by: whoIs(yara),
      at: hour(4),
    });
  });

  it('has nobody to ask while nobody took it up', () => {
    assert.throws(
      () => stateAfter(...risen, takerAsked(SLOT, yara)),
      /nobody took unclaimed:slot 0@7200000 up/,
    );
  });

  it('was raised before anything else is said about it', () => {
    const early = [
      acknowledged(SLOT, yara),
      takerAsked(SLOT, yara),
      undelivered(yara, [SLOT]),
      acknowledged('constructor', yara),
      undelivered(yara, ['toString']),
    ];
    for (const event of early)
      assert.throws(() => stateAfter(announced(), event), /cannot follow: there is no risk/);
  });
});

describe('A message about a risk that reached nobody', () => {
  const unreached = (...history: History) => {
    const risk = riskAfter(...history);
    return { names: names(risk.unreached), at: risk.unreachedAt };
  };

  it('waits for whoever was told as well', () => {
    assert.deepEqual(unreached(...risen, undelivered(yara, [SLOT])), { names: ['Yara'], at: undefined });
  });

  it('is known to have reached nobody from the last of them on', () => {
    const both = [...risen, undelivered(yara, [SLOT]), undelivered(yusuf, [SLOT], minute(65))];
    assert.deepEqual(unreached(...both), { names: ['Yara', 'Yusuf'], at: minute(65) });
  });

  it('counts a person once, at the first time', () => {
    const twice = [undelivered(yara, [SLOT]), undelivered(yusuf, [SLOT]), undelivered(yara, [SLOT], hour(2))];
    assert.deepEqual(unreached(...risen, ...twice), { names: ['Yara', 'Yusuf'], at: minute(61) });
  });

  it('says nothing about the rung that was told since', () => {
    const climbed = [...risen, raised(SLOT, [mia], hour(2), 1)];
    assert.deepEqual(unreached(...climbed, undelivered(yara, [SLOT], hour(3))), { names: [], at: undefined });
    const again = [...risen, undelivered(yara, [SLOT]), undelivered(yusuf, [SLOT])];
    assert.deepEqual(unreached(...again, raised(SLOT, [mia], hour(2), 1)), { names: [], at: undefined });
  });

  it('is about every risk that was in it, and about no other', () => {
    const two = [...risen, raised(OTHER, [yara, bram])];
    const { risks } = followedAfter(...two, undelivered(yara, [SLOT, OTHER]));
    assert.deepEqual(
      [risks[SLOT], risks[OTHER]].map((risk) => names(risk?.unreached ?? [])),
      [['Yara'], ['Yara']],
    );
    const one = followedAfter(...two, undelivered(yara, [OTHER])).risks[SLOT];
    assert.deepEqual(one?.unreached, []);
  });

  it('does not confuse accounts of two tenants with one object id', () => {
    const double = person('Yara', rolesOf(yara), { tenant: 'elsewhere' });
    assert.deepEqual(unreached(announced(), raised(SLOT, [yara]), undelivered(double, [SLOT])), {
      names: [],
      at: undefined,
    });
  });

  it('changes nothing when it was about no risk, as in older cases, or for the thread itself', () => {
    const before = followedAfter(...risen);
    const older = logged({ type: 'PingUndeliverable', to: whoIs(yara) }, hour(2));
    const thread = logged({ type: 'PingUndeliverable', risks: [SLOT] }, hour(2));
    for (const event of [older, thread]) assert.deepEqual(followedAfter(...risen, event), before);
  });
});

describe('A call for help in the log', () => {
  it('is one of the manager when it does not say of whom, as in older cases', () => {
    const { escalations } = followedAfter(announced(), escalated(), escalated(hour(1), 'waitingList', 2));
    assert.deepEqual(escalations, [
      { at: minute(15), obstacle: 'capacity', rung: 1 },
      { at: hour(1), obstacle: 'waitingList', rung: 2 },
    ]);
  });
});
