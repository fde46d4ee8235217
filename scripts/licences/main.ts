import path from 'node:path';
import { installedIn } from './installed.ts';
import { licenceOf, refusedAmong } from './judge.ts';

/*
 * Lists the licence of every package that runs; with `--check` it also says which packages, those for developing included, are
 * not allowed, and ends with 1.
 */

const packages = installedIn(path.resolve(import.meta.dirname, '../..'));
if (process.argv.includes('--check')) {
  const refused = refusedAmong(packages);
  for (const line of refused) console.error(line);
  process.exitCode = refused.length > 0 ? 1 : 0;
} else {
  const lines = packages
    .filter(({ runs }) => runs)
    .map((one) => `${one.name} ${one.version}: ${licenceOf(one) ?? 'unknown'}`);
  console.log([...new Set(lines)].sort().join('\n'));
}
