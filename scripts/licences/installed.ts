import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** A package of the lock file. */
export interface Installed {
  name: string;
  version: string;
  /** An SPDX expression, or whatever its author wrote; absent when nothing was. */
  licence?: string;
  /** Whether it is in what runs, or used while developing only. */
  runs: boolean;
}

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().default(false),
      optional: z.boolean().default(false),
    }),
  ),
});

const named = z.union([z.string(), z.object({ type: z.string() }).transform(({ type }) => type)]);

/** Older packages have an object, or a list of which one may choose. */
const described = z.object({
  license: named.optional(),
  licenses: z.union([named.transform((one) => [one]), z.array(named)]).optional(),
});

const ownWords = (project: string, place: string): string | undefined => {
  const text = readFileSync(path.join(project, place, 'package.json'), 'utf8');
  const { license, licenses } = described.parse(JSON.parse(text));
  return license ?? (licenses && (licenses.length === 1 ? licenses[0] : `(${licenses.join(' OR ')})`));
};

/**
 * Every package of the lock file, in its order, with its licence: from the lock file, else from the package itself.
 *
 * @param project the directory with `package-lock.json`, and `node_modules` as `npm ci` makes it.
 */
export const installedIn = (project: string): readonly Installed[] => {
  const { packages } = lockFile.parse(
    JSON.parse(readFileSync(path.join(project, 'package-lock.json'), 'utf8')),
  );
  return Object.entries(packages)
    .filter(([place]) => place !== '')
    .map(([place, { version = '', license, dev, optional }]) => {
      // What is for another kind of machine is in the lock file only.
      const licence = license ?? (optional ? undefined : ownWords(project, place));
      const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return { name, version, runs: !dev, ...(licence !== undefined && { licence }) };
    });
};
