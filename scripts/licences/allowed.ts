/**
 * What may be in what we run and hand on, as SPDX identifiers: permissive licences, and MPL-2.0, which the appendix of the
 * EUPL names as compatible. CC-BY is for the data of holidays.
 */
export const RUNS: readonly string[] = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-3.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'PSF-2.0',
  'Unlicense',
];

/** What may besides be used while developing: none of it is handed on. */
export const DEVELOPS: readonly string[] = [...RUNS, 'CC0-1.0'];

/** Packages of which the licence is no SPDX expression, or another one than they say, each with what we found in it. */
export const LOOKED_AT: Readonly<Record<string, { licence: string; why: string }>> = {
  '@microsoft/m365agentsplayground': {
    licence: 'LicenseRef-Microsoft-Playground',
    why: "Microsoft's terms allow development and evaluation; it is never deployed",
  },
  jspath: { licence: 'MIT', why: 'its LICENSE file is that of MIT; its code says MIT or GPL' },
  semaphore: { licence: 'MIT', why: 'its README says MIT' },
  'turf-jsts': {
    licence: 'BSD-3-Clause',
    why: 'EDL-1.0, which it may be used under, is the BSD licence of Eclipse; it comes with the Cosmos server of the tests',
  },
};

/** Licences of ours in `LOOKED_AT` that may be used while developing. */
export const OWN_TERMS: readonly string[] = ['LicenseRef-Microsoft-Playground'];
