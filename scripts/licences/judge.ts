import satisfies from 'spdx-satisfies';
import { DEVELOPS, LOOKED_AT, OWN_TERMS, RUNS } from './allowed.ts';
import type { Installed } from './installed.ts';

/** The licence that counts: what we found when we looked, else what the package says. */
export const licenceOf = ({ name, licence }: Installed): string | undefined =>
  LOOKED_AT[name]?.licence ?? licence;

const fits = (licence: string, allowed: readonly string[]): boolean => {
  try {
    return satisfies(licence, [...allowed]);
  } catch {
    // No SPDX expression: somebody has to look at it.
    return false;
  }
};

/** @returns one sentence for each package that may not be used as it is. */
export const refusedAmong = (packages: readonly Installed[]): readonly string[] =>
  packages.flatMap((one) => {
    const licence = licenceOf(one);
    const what = `${one.name} ${one.version}`;
    if (licence === undefined)
      return [`${what}: says no licence; look at it, and write in LOOKED_AT what you found`];
    if (!one.runs && OWN_TERMS.includes(licence)) return [];
    if (fits(licence, one.runs ? RUNS : DEVELOPS)) return [];
    const where = one.runs ? 'in what runs' : 'while developing';
    return [`${what}: "${licence}" is not allowed ${where} (scripts/licences/allowed.ts)`];
  });
