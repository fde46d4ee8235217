import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { killFailure, killWords, replicaWords } from '../../scripts/torture/words.ts';
import { noCounts } from './kill/ledger.ts';
import type { Checked, Figures } from './replicas/report.ts';

const NOTHING: Checked = {
  lostIntakes: [],
  doubleSlots: [],
  lostClaims: [],
  missedPings: [],
  missedCalls: [],
  leftOver: [],
  unexplainedDuplicates: [],
};

const FIGURES: Figures = {
  intakes: 100,
  claimed: 67,
  kills: 17,
  asked: 535,
  askedAgain: 82,
  refusedWith: { 503: 2 },
  slowestAnswer: 12_138,
  posts: 101,
  calls: 406,
  pings: 182,
  duplicatesByKill: 48,
  duplicatesByLease: 13,
  sweeps: 47,
  longestWithoutSweep: 48_190,
  longestWithoutAnySweep: 4_446,
  takeOver: 1_996,
  toRest: 42_447,
};

const saidOf = (checked: Checked): string =>
  replicaWords({ checked, problems: Object.values(checked).flat(), figures: FIGURES });

describe('What npm run torture says', function () {
  this.timeout(60_000);

  it('tells of three replicas what was promised and seen, with units', () => {
    const said = saidOf(NOTHING);
    assert.match(said, /^three replicas [^\n]*: OK\n/);
    assert.match(said, /\n {2}lost intakes [^\n]*: 0\n {2}places held twice: 0\n/);
    assert.match(said, /\n {2}missed pings [^\n]*: 0\n/);
    assert.match(said, /slowest answer, asking again included: 12\.1 s\n/);
    assert.match(said, /other than HTTP 200: 2 with HTTP 503\n/);
    assert.match(said, /each replica begins: 48\.2 s\n/);
  });

  it('tells each kind of problem where it belongs, and what it is', () => {
    for (const kind of Object.keys(NOTHING)) {
      const said = saidOf({ ...NOTHING, [kind]: ['HGV-2026-0001 is wrong'] });
      assert.match(said, /^three replicas [^\n]*: FAILED\n/);
      assert.match(said, /\n {2}PROBLEM HGV-2026-0001 is wrong$/);
      const promised = said.slice(said.indexOf('promised'), said.indexOf('how much'));
      assert.equal(promised.match(/: 1\n/g)?.length, 1, kind);
      assert.equal(promised.match(/: 0\n/g)?.length, 6, kind);
    }
  });

  it('tells of the kill rounds, and never that all is well of one that broke off', () => {
    const outcome = {
      ...noCounts(),
      rounds: 500,
      cases: 551,
      ms: 354_000,
      savedUnanswered: 128,
      notSaved: 508,
    };
    const said = killWords(outcome);
    assert.match(said, /^kill -9 against SQLite: OK\n/);
    assert.match(said, /acknowledged commands that were gone: 0\n/);
    assert.match(said, /500 in 354\.0 s, on 551 cases\n/);
    assert.match(said, /under way at a kill: 636 \(128 were saved whole, 508 not at all/);
    assert.equal(
      killFailure('case/1 was answered, and is gone'),
      'kill -9 against SQLite: FAILED\n  PROBLEM case/1 was answered, and is gone',
    );
  });

  it('shows how it is used when asked, and when misused', () => {
    const run = (...args: readonly string[]) =>
      spawnSync(process.execPath, ['--import', 'tsx', 'scripts/torture/main.ts', ...args], {
        encoding: 'utf8',
      });
    const helped = run('--help');
    assert.deepEqual([helped.status, helped.stderr], [0, '']);
    assert.match(helped.stdout, /^npm run torture -- \[options\]\n/);
    for (const args of [['--seed', 'x'], ['--no-such']]) {
      const { status, stdout, stderr } = run(...args);
      assert.deepEqual([status, stdout], [64, '']);
      assert.match(stderr, /\nnpm run torture -- \[options\]\n/);
    }
  });
});
