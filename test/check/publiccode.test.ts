import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const PROJECT = path.resolve(import.meta.dirname, '../..');

const read = (file: string): string => readFileSync(path.join(PROJECT, file), 'utf8');

const words = z.string().min(1);

const description = z.strictObject({
  localisedName: words,
  shortDescription: words.max(150),
  longDescription: words.min(150).max(10_000),
  documentation: z.url().optional(),
  features: z.array(words).min(1),
  screenshots: z.array(words.refine((file) => existsSync(path.join(PROJECT, file)))).optional(),
});

const dependency = z.strictObject({ name: words, optional: z.boolean().optional() });

/** What the standard (https://yml.publiccode.tools, 0.7) asks of the keys we use; any other key is a mistake. */
const publiccode = z.strictObject({
  publiccodeYmlVersion: z.literal('0.7'),
  name: words,
  url: z.url(),
  organisation: z.strictObject({ uri: z.url(), name: words }),
  softwareVersion: words,
  softwareType: z.literal('standalone/backend'),
  platforms: z.array(words).min(1),
  categories: z.array(z.enum(['collaboration', 'workflow-management'])),
  developmentStatus: z.enum(['concept', 'development', 'beta', 'stable', 'obsolete']),
  intendedAudience: z.strictObject({
    countries: z.array(z.string().regex(/^[A-Z]{2}$/)),
    scope: z.array(z.enum(['local-authorities', 'security', 'society', 'welfare'])),
  }),
  supports: z.array(z.strictObject({ id: z.url() })),
  description: z.strictObject({ nl: description, en: description }),
  legal: z.strictObject({ license: words }),
  maintenance: z.strictObject({
    type: z.literal('internal'),
    contacts: z.array(z.strictObject({ name: words, affiliation: words })).min(1),
  }),
  localisation: z.strictObject({ localisationReady: z.boolean(), availableLanguages: z.array(words).min(1) }),
  dependsOn: z.strictObject({ proprietary: z.array(dependency) }),
});

describe('publiccode.yml', () => {
  const written = publiccode.parse(parse(read('publiccode.yml')));
  const { version, license } = z
    .object({ version: z.string(), license: z.string() })
    .parse(JSON.parse(read('package.json')));

  it('has the version and the licence of the program', () => {
    assert.equal(written.softwareVersion, version);
    assert.equal(written.legal.license, license);
    assert.match(read('LICENSE'), /^EUROPEAN UNION PUBLIC LICENCE v\. 1\.2\n/);
  });

  it('refuses what the standard does not know', () => {
    assert.equal(publiccode.safeParse({ ...written, licence: 'EUPL-1.2' }).success, false);
  });
});
