import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';
import { PNG } from 'pngjs';
import { z } from 'zod';

/** The files of the package by name. */
export type Files = Readonly<Record<string, Uint8Array>>;

/** The newest schema that Microsoft published as generally available (August 2026); what it changed is nothing of ours. */
const VERSION = '1.30';
const PLACE = `https://developer.microsoft.com/json-schemas/teams/v${VERSION}`;

/** The library has these with it. Any other address it would fetch: a package is made and checked without a network. */
const SCHEMAS: Readonly<Record<string, string>> = {
  'manifest.json': `${PLACE}/MicrosoftTeams.schema.json`,
  'en.json': `${PLACE}/MicrosoftTeams.Localization.schema.json`,
};

/** Width and height in pixels. */
const ICONS = { 'color.png': 192, 'outline.png': 32 } as const;

/** Teams cuts the large icon to a hexagon for a bot: so many pixels at each edge are background only. */
const PADDING = 48;

const textOf = (file: Uint8Array | undefined): string => new TextDecoder().decode(file);

const isExpression = (text: string): boolean => {
  try {
    return new RegExp(text, 'u').source === text;
  } catch {
    return false;
  }
};

const patterns = z.looseObject({ patternProperties: z.record(z.string(), z.unknown()).optional() });

/** Two patterns of Microsoft, for parts that we do not have, are no expressions to ajv: a bracket is not escaped. */
const readable = (schema: unknown): Record<string, unknown> => {
  const { patternProperties: given, ...rest } = patterns.parse(schema);
  if (!given) return rest;
  const kept = Object.entries(given).filter(([pattern]) => isExpression(pattern));
  return { ...rest, patternProperties: Object.fromEntries(kept) };
};

const schemaProblems = async ([name, address]: readonly [string, string], file: Uint8Array | undefined) => {
  const content = JSON.parse(textOf(file)) as TeamsManifest;
  if (content.$schema !== address)
    return [`${name}: $schema is ${JSON.stringify(content.$schema)}; write ${address}`];
  const schema = readable(await AppManifestUtils.fetchSchema(address));
  // The library types a schema by what it describes, which a file that was read cannot be.
  const problems = await AppManifestUtils.validateAgainstSchema(content, schema as never);
  return problems.map((line) => `${name}: ${line}`);
};

const isOutline = ({ data }: PNG): boolean =>
  data.every((value, at) => at % 4 === 3 || data[at - (at % 4) + 3] === 0 || value === 255);

const isOpaque = ({ data }: PNG): boolean => data.every((value, at) => at % 4 !== 3 || value === 255);

/** The drawing stays in the middle: all around it is the colour of the first pixel. */
const isPadded = ({ data, width, height }: PNG): boolean =>
  data.every((value, at) => {
    const [x, y] = [Math.floor(at / 4) % width, Math.floor(at / 4 / width)];
    const inMiddle = x >= PADDING && x < width - PADDING && y >= PADDING && y < height - PADDING;
    return inMiddle || value === data[at % 4];
  });

const iconProblems = (name: keyof typeof ICONS, file: Uint8Array): readonly string[] => {
  const image = PNG.sync.read(Buffer.from(file));
  const size = ICONS[name];
  if (image.width !== size || image.height !== size)
    return [`${name}: is ${image.width} by ${image.height} pixels; Teams wants ${size} by ${size}`];
  if (name === 'outline.png') {
    if (!isOutline(image))
      return ['outline.png: has a colour; Teams wants white on transparent, and nothing else'];
    if (isOpaque(image)) return ['outline.png: has no transparent part'];
  }
  if (name === 'color.png') {
    if (!isOpaque(image)) return ['color.png: has a transparent part'];
    if (!isPadded(image))
      return [`color.png: is drawn within ${PADDING} pixels of an edge, where Teams may cut it off`];
  }
  return [];
};

/**
 * What Teams would refuse, or show wrong.
 *
 * @returns one sentence for each problem; none when the package is right.
 * @throws when a file is no JSON, or no PNG.
 */
export const problemsOf = async (files: Files): Promise<readonly string[]> => {
  const schemas = Object.entries(SCHEMAS);
  const left = schemas.flatMap(([name]) =>
    [...textOf(files[name]).matchAll(/\$?\{\{.*?\}\}/g)].map(([one]) => `${name}: ${one} was not filled in`),
  );
  if (left.length > 0) return left;
  const bySchema = await Promise.all(schemas.map((one) => schemaProblems(one, files[one[0]])));
  const icons = (['color.png', 'outline.png'] as const).flatMap((name) => {
    const file = files[name];
    return file ? iconProblems(name, file) : [`${name}: is missing`];
  });
  return [...bySchema.flat(), ...icons];
};
