import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LOOKED_AT } from '../../scripts/licences/allowed.ts';
import { type Installed, installedIn } from '../../scripts/licences/installed.ts';
import { licenceOf, refusedAmong } from '../../scripts/licences/judge.ts';

const PROJECT = path.resolve(import.meta.dirname, '../..');

const running = (licence?: string): Installed => ({
  name: 'planted',
  version: '1.0.0',
  runs: true,
  ...(licence !== undefined && { licence }),
});

describe('licences of dependencies', () => {
  const packages = installedIn(PROJECT);

  it('are all allowed', () => {
    assert.deepEqual(refusedAmong(packages), []);
  });

  it('are known of everything that runs, what is chosen and what comes with it', () => {
    const runs = packages.filter((one) => one.runs);
    for (const name of ['botbuilder', 'fastify', 'libsql', 'semver']) {
      assert.ok(
        runs.some((one) => one.name === name && licenceOf(one)),
        name,
      );
    }
    assert.ok(!runs.some(({ name }) => name === 'mocha'), 'mocha is for developing');
  });

  it('are looked at by hand only where that is still needed', () => {
    const names = new Set(packages.map(({ name }) => name));
    assert.deepEqual(
      Object.keys(LOOKED_AT).filter((name) => !names.has(name)),
      [],
    );
  });

  for (const [what, licence] of [
    ['of a kind that is not allowed', 'AGPL-3.0-only'],
    ['of which a part is not allowed', '(MIT AND GPL-3.0-only)'],
    ['that are no expression', 'SEE LICENSE IN LICENSE'],
    ['that are for developing only', 'CC0-1.0'],
    ['that are not given', undefined],
  ] as const) {
    it(`${what} are refused in what runs`, () => {
      const [line, ...others] = refusedAmong([running(licence)]);
      assert.match(line ?? '', /^planted 1\.0\.0: /);
      assert.deepEqual(others, []);
    });
  }

  it('of which one may choose an allowed one are accepted', () => {
    assert.deepEqual(refusedAmong([running('(MIT OR GPL-3.0-only)')]), []);
  });

  it("are those of the package where the lock file doesn't say", () => {
    const project = mkdtempSync(path.join(tmpdir(), 'eerder-erbij-licences-'));
    try {
      cpSync(path.join(PROJECT, 'test/licences/lock.json'), path.join(project, 'package-lock.json'));
      const inside = (name: string, text: object) => {
        mkdirSync(path.join(project, 'node_modules', name), { recursive: true });
        writeFileSync(path.join(project, 'node_modules', name, 'package.json'), JSON.stringify(text));
      };
      inside('older', { licenses: [{ type: 'MIT' }, { type: 'GPL-2.0-only' }] });
      inside('silent', {});
      assert.deepEqual(
        installedIn(project).map(({ name, licence, runs }) => [name, licence, runs]),
        [
          ['older', '(MIT OR GPL-2.0-only)', true],
          ['silent', undefined, true],
          ['@scope/inner', 'ISC', false],
        ],
      );
    } finally {
      rmSync(project, { recursive: true, force: true });
    }
  });
});
