import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ACTIVITY_RESULTS, DELIVERY_RESULTS, MEASURES, WITHIN } from '../../src/core/measures.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const all = Object.values(MEASURES);
const named = (name: string) => all.find((one) => one.name === name);

/** The metrics that a text names. */
const namesIn = (text: string): readonly string[] => [
  ...new Set(text.match(/\beerder_erbij\.[a-z_]+(\.[a-z_]+)*/g) ?? []),
];

/** As a collector hands them to Prometheus. */
const inPrometheus = ({ name, kind, unit }: (typeof all)[number]): readonly string[] => {
  const base = name.replaceAll('.', '_') + (unit === 's' ? '_seconds' : '');
  if (kind === 'counter') return [`${base}_total`];
  if (kind === 'gauge') return [unit === '1' ? `${base}_ratio` : base];
  return ['_bucket', '_sum', '_count'].map((part) => base + part);
};

interface Query {
  title: string;
  query: string;
}

const queriesIn = (value: unknown): readonly Query[] => {
  if (typeof value !== 'object' || value === null) return [];
  const { title, name, query } = value as Record<string, unknown>;
  const own = typeof query === 'string' ? [{ title: String(title ?? name), query }] : [];
  return [...own, ...Object.values(value).flatMap(queriesIn)];
};

describe('A dashboard or an alert', () => {
  // Alerts are in Bicep; whatever else names a metric is looked at as well.
  const files = readdirSync(join(ROOT, 'infra'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(json|bicep|kql)$/.test(file))
    .map((file) => `infra/${file}`);
  const WORKBOOK = 'infra/dashboard/workbook.json';
  const GRAFANA = 'infra/dashboard/grafana.json';

  it('is found', () => {
    for (const file of [WORKBOOK, GRAFANA]) assert.ok(files.includes(file), file);
  });

  it('asks for no metric that the program does not make', () => {
    for (const file of files)
      for (const name of namesIn(read(file))) assert.ok(named(name), `${file} asks for ${name}`);
  });

  it('would be found out: another name is not taken for one of ours', () => {
    assert.deepEqual(namesIn("name == 'eerder_erbij.sweep.lag' or name == 'eerder_erbij.sweep.lags'"), [
      'eerder_erbij.sweep.lag',
      'eerder_erbij.sweep.lags',
    ]);
    assert.equal(named('eerder_erbij.sweep.lags'), undefined);
  });

  it('of Azure shows every metric, by labels that it has', () => {
    const queries = queriesIn(JSON.parse(read(WORKBOOK)));
    const shown = new Set(queries.flatMap(({ query }) => namesIn(query)));
    assert.deepEqual(
      all.map(({ name }) => name).filter((name) => !shown.has(name)),
      [],
    );
    for (const { title, query } of queries.filter((one) => namesIn(one.query).length > 0)) {
      const labels = new Set<string>(namesIn(query).flatMap((name) => named(name)?.labels ?? []));
      for (const [, label = ''] of query.matchAll(/customDimensions\.(\w+)/g))
        assert.ok(labels.has(label), `${title}: ${label}`);
    }
  });

  it('asks for the largest and smallest of a histogram only: of the others Application Insights gets none', () => {
    const queries = [
      ...queriesIn(JSON.parse(read(WORKBOOK))).map(({ query }) => query),
      ...files.flatMap((file) =>
        [...read(file).matchAll(/^\s*query: '(.*)'$/gm)].map(([, query = '']) => query),
      ),
    ];
    const wrong = queries.filter(
      (query) =>
        /\b(?:Max|Min|valueMax|valueMin)\b/.test(query) &&
        namesIn(query).some((name) => named(name)?.kind !== 'histogram'),
    );
    assert.ok(
      queries.some((query) => query.includes('AppMetrics')),
      'no alert was looked at',
    );
    assert.deepEqual(wrong, []);
  });

  it('compares with values that there are', () => {
    const queries = [WORKBOOK, ...files].map(read).join('\n');
    const results = new Set<string>([
      ...DELIVERY_RESULTS,
      ...ACTIVITY_RESULTS,
      'inTime',
      'waitedTogether',
      'late',
    ]);
    const compared = [
      ...queries.matchAll(/\.result\) == '(\w+)'/g),
      ...[...queries.matchAll(/\.result\) in \(([^)]+)\)/g)].flatMap(([, list = '']) => [
        ...list.matchAll(/(\w+)/g),
      ]),
    ].map(([, result = '']) => result);
    assert.ok(compared.length >= 5);
    for (const result of compared) assert.ok(results.has(result), result);
    for (const [, within = ''] of queries.matchAll(/binnen == '(\w+)'/g))
      assert.ok((WITHIN as readonly string[]).includes(within), within);
  });

  it('of Grafana asks for metrics as a collector hands them on', () => {
    const known = new Set(all.flatMap(inPrometheus));
    const asked = read(GRAFANA).match(/\beerder_erbij_\w+/g) ?? [];
    assert.ok(asked.length >= 10);
    for (const name of asked) assert.ok(known.has(name), name);
  });
});

describe('docs/observability.md', () => {
  it('says of every metric what it is, in one line', () => {
    const lines = read('docs/observability.md').split('\n');
    for (const { name, kind, unit, labels, says } of all) {
      const cells = (lines.find((line) => line.startsWith(`| \`${name}\``)) ?? assert.fail(name))
        .split('|')
        .map((cell) => cell.trim());
      const listed = labels.map((label) => `\`${label}\``).join(', ');
      assert.deepEqual(cells.slice(1, -1), [`\`${name}\``, kind, unit, listed, says]);
    }
  });
});
