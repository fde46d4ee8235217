import { readFile } from 'node:fs/promises';
import { LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { MEETING_WAYS } from '../core/region.ts';
import type { DayPart, Ladder, Municipality, Policy, Region, ServiceHours } from '../core/region.ts';
import { DAY, atWallClock } from '../core/time.ts';
import { accept, refuse } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { aliases, doubleKeys, problemInWords } from './region-positions.ts';
import type { Problem } from './region-positions.ts';
import { inWords, located } from './region-problems.ts';
import { declaredIn } from './region-references.ts';
import { regionShape } from './region-shape.ts';
import type { RegionFile } from './region-shape.ts';

/**
 * Reads the region file from disk.
 *
 * @returns the region, or one line for each problem; also when the file cannot be read.
 */
export const loadRegion = async (path: string): Promise<Result<Region, string[]>> => {
  try {
    return parseRegion(await readFile(path, 'utf8'), path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return refuse([
      `${path} cannot be read (${String(error.code)}); write the path of a region file in REGION_FILE`,
    ]);
  }
};

/** Double keys are found here, with their path; pretty errors would run over more lines. */
const YAML_OPTIONS = { prettyErrors: false, uniqueKeys: false, stringKeys: true };

/**
 * Checks the text of a region file and puts policies and service hours into the municipalities that name
 * them. Durations become milliseconds, parts of a day minutes since midnight.
 *
 * @param file the name the problems are reported under.
 * @returns the region, or every problem at once, in the order of the file: `file:line:column path: problem`.
 */
export const parseRegion = (text: string, file: string): Result<Region, string[]> => {
  const lines = new LineCounter();
  const document = parseDocument(text, { ...YAML_OPTIONS, lineCounter: lines });
  const checked = check(document, lines);
  if (checked.ok) return accept(assemble(checked.value));
  const inOrder = checked.refusal.toSorted((one, other) => one.offset - other.offset);
  return refuse(inOrder.map((problem) => problemInWords(problem, file, lines)));
};

/** Text that is not YAML has no structure to check further: then only that is reported. */
const check = (document: Document.Parsed, lines: LineCounter): Result<RegionFile, readonly Problem[]> => {
  const unreadable = [...aliases(document), ...syntaxProblems(document)];
  if (unreadable.length > 0) return refuse(firstPerLine(unreadable, lines));
  const raw: unknown = document.toJS();
  const parsed = regionShape(declaredIn(raw)).safeParse(raw, { error: inWords });
  const problems = [
    ...doubleKeys(document.contents),
    ...(parsed.error?.issues ?? []).map((issue) => located(issue, document)),
  ];
  return parsed.success && problems.length === 0 ? accept(parsed.data) : refuse(problems);
};

const syntaxProblems = (document: Document.Parsed): Problem[] =>
  [...document.errors, ...document.warnings].map(({ code, pos, message }) => ({
    offset: pos[0],
    path: [],
    message:
      code === 'MULTIPLE_DOCS'
        ? 'a second document starts here; leave out the line with ---'
        : `not YAML here: ${message}`,
  }));

/** One slip makes YAML stumble over the rest of the line too; only its first complaint helps. */
const firstPerLine = (problems: readonly Problem[], lines: LineCounter): readonly Problem[] => {
  const seen = new Set<number>();
  return problems.filter(({ offset }) => {
    const { line } = lines.linePos(offset);
    if (seen.has(line)) return false;
    seen.add(line);
    return true;
  });
};

/** Every name has been checked; what is missing here is a mistake in the program. */
const named = <T>(values: Readonly<Record<string, T>>, name: string): T => {
  const value = values[name];
  if (value === undefined) throw new Error(`${name} passed the check of the region file, but is not in it`);
  return value;
};

const assemble = (file: RegionFile): Region => {
  const [homeTenant = ''] = file.tenants;
  return {
    name: file.region,
    timeZone: file.timeZone,
    locale: file.locale,
    tenants: file.tenants,
    sweep: file.sweep,
    organisations: file.organisations,
    roles: file.roles,
    disclosures: disclosuresOf(file),
    calendar: file.calendar,
    municipalities: file.municipalities.map((municipality) => assembleMunicipality(municipality, file)),
    // Entra writes ids in lower case; whoever fills in the file may not.
    people: file.people.map((person) => ({
      ...person,
      id: person.id.toLowerCase(),
      tenant: (person.tenant ?? homeTenant).toLowerCase(),
      ...(person.accounts && {
        accounts: person.accounts.map(({ tenant, id }) => ({
          tenant: tenant.toLowerCase(),
          id: id.toLowerCase(),
        })),
      }),
    })),
  };
};

/** An agreement is in force until its last day is over. */
const disclosuresOf = ({ disclosures, timeZone }: RegionFile): Region['disclosures'] =>
  Object.fromEntries(
    Object.entries(disclosures).map(([organisation, { until, ...rest }]) => [
      organisation,
      { ...rest, ...(until !== undefined && { until: atWallClock(`${nextDay(until)}T00:00`, timeZone) }) },
    ]),
  );

const nextDay = (day: string): string => new Date(Date.parse(day) + DAY).toISOString().slice(0, 10);

const assembleMunicipality = (
  municipality: RegionFile['municipalities'][number],
  file: RegionFile,
): Municipality => ({
  ...municipality,
  policy: policyOf(named(file.policies, municipality.policy)),
  serviceHours: serviceHoursOf(named(file.serviceHours, municipality.serviceHours)),
  meeting: municipality.meeting ?? MEETING_WAYS,
  // An Entra id too: see people.
  ...(municipality.organiser !== undefined && { organiser: municipality.organiser.toLowerCase() }),
});

/** The order of the warnings in the file is free; the rules count on the longest first. */
const policyOf = (policy: RegionFile['policies'][string]): Policy => {
  const ladder = ladderOf(policy.ladder);
  const ladders = Object.fromEntries(
    Object.entries(policy.ladders).map(([organisation, own]) => [organisation, ladderOf(own)]),
  );
  const rungs = Math.max(...[ladder, ...Object.values(ladders)].map(({ length }) => length));
  return {
    ...policy,
    warnBefore: policy.warnBefore.toSorted((one, other) => other - one),
    ladder,
    ladders,
    textFrom: policy.textFrom ?? Math.min(1, rungs - 1),
  };
};

/** The ids of persons as under people; the names of roles have no capitals. */
const ladderOf = (ladder: Ladder): Ladder => ladder.map((rung) => rung.map((name) => name.toLowerCase()));

const serviceHoursOf = (hours: RegionFile['serviceHours'][string]): ServiceHours => ({
  workdays: inOrderOfDay(hours.workdays),
  weekend: inOrderOfDay(hours.weekend),
  holidays: inOrderOfDay(hours.holidays),
});

const inOrderOfDay = (parts: readonly DayPart[]): readonly DayPart[] =>
  parts.toSorted((one, other) => one.from - other.from);
