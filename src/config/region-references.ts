import { z } from 'zod';
import { ON_DUTY } from '../core/region.ts';
import { nearest } from './nearest.ts';

/** The names a region file declares, whatever else is wrong with the file. */
export interface Declared {
  organisation: readonly string[];
  role: readonly string[];
  policy: readonly string[];
  'service hours': readonly string[];
  municipality: readonly string[];
  tenant: readonly string[];
  /** In lower case, as Entra writes them. */
  person: readonly string[];
}

type Named = Exclude<keyof Declared, 'person'>;

/** Where a missing name belongs. */
const SECTION: Readonly<Record<Named, string>> = {
  organisation: 'organisations',
  role: 'roles',
  policy: 'policies',
  'service hours': 'serviceHours',
  municipality: 'municipalities',
  tenant: 'tenants',
};

/**
 * Collects the declared names before the file is checked, so that a dangling reference is reported in the
 * same run as a misspelt duration somewhere else.
 */
export const declaredIn = (raw: unknown): Declared => {
  const file = asRecord(raw);
  return {
    organisation: Object.keys(asRecord(file.organisations)),
    role: Object.keys(asRecord(file.roles)),
    policy: Object.keys(asRecord(file.policies)),
    'service hours': Object.keys(asRecord(file.serviceHours)),
    municipality: texts(asList(file.municipalities).map((item) => asRecord(item).id)),
    tenant: texts(asList(file.tenants)),
    person: texts(asList(file.people).map((item) => asRecord(item).id)).map((id) => id.toLowerCase()),
  };
};

/** A text that must be one of the declared names. */
export const reference = (kind: Named, declared: Declared) =>
  z.string().superRefine((name, context) => {
    const names = declared[kind];
    if (!names.includes(name)) {
      context.addIssue({
        code: 'custom',
        message: `there is no ${kind} ${JSON.stringify(name)}; ${advice(kind, name, names)}`,
      });
    }
  });

const advice = (kind: Named, name: string, names: readonly string[]): string => {
  const near = nearest(name, names);
  if (near !== undefined) return `did you mean ${near}? Known: ${names.join(', ')}`;
  if (names.length === 0) return `add it under ${SECTION[kind]}`;
  return `write one of ${names.join(', ')}, or add it under ${SECTION[kind]}`;
};

/**
 * Who is told on a rung of a ladder: whoever has to act now, a role, or a person by id. No id is suggested or listed:
 * a region has many people, and ids that look alike belong to different people.
 */
export const rungName = ({ role, person }: Declared) =>
  z.string().superRefine((name, context) => {
    const names = [ON_DUTY, ...role];
    if (names.includes(name) || person.includes(name.toLowerCase())) return;
    const near = nearest(name, names);
    const known = `${names.join(', ')}, or the id of a person under people`;
    const advice = near === undefined ? `write one of ${known}` : `did you mean ${near}? Known: ${known}`;
    context.addIssue({ code: 'custom', message: `there is no rung ${JSON.stringify(name)}; ${advice}` });
  });

type KeyOf = (item: Readonly<Record<string, unknown>>) => string | undefined;

/**
 * Reports each item of a list that repeats an earlier one.
 *
 * @param field the field the report points at.
 * @param keyOf what must be unique; nothing when the item is too broken to tell.
 */
export const unique =
  (list: string, field: string, keyOf: KeyOf) =>
  (items: unknown, context: z.RefinementCtx): void => {
    const firstWith = new Map<string, number>();
    for (const [index, item] of asList(items).entries()) {
      const key = keyOf(asRecord(item));
      if (key === undefined) continue;
      const first = firstWith.get(key);
      if (first === undefined) firstWith.set(key, index);
      else {
        const message = `same as ${list}[${first}].${field}; give each its own`;
        context.addIssue({ code: 'custom', path: [index, field], message });
      }
    }
  };

/**
 * Reports each further account that is also somebody's own, or stands in the file before: whoever acts with it would be two.
 *
 * @param keyOf tells accounts apart; nothing when one is too broken to tell.
 */
export const accountsOfOnePerson =
  (keyOf: KeyOf) =>
  (people: unknown, context: z.RefinementCtx): void => {
    const taken = new Map<string, string>();
    for (const [index, person] of asList(people).entries()) {
      const key = keyOf(asRecord(person));
      if (key !== undefined && !taken.has(key)) taken.set(key, `people[${index}].id`);
    }
    for (const [index, person] of asList(people).entries()) {
      for (const [at, account] of asList(asRecord(person).accounts).entries()) {
        const key = keyOf(asRecord(account));
        const first = key === undefined ? undefined : taken.get(key);
        const path = [index, 'accounts', at, 'id'];
        const message = `same as ${first}; an account belongs to one person`;
        if (first !== undefined) context.addIssue({ code: 'custom', path, message });
        else if (key !== undefined) taken.set(key, `people[${index}].accounts[${at}].id`);
      }
    }
  };

/** Reports each text of a list that stands in it before. */
export const eachOnce =
  (kind: string) =>
  (value: unknown, context: z.RefinementCtx): void => {
    const items = asList(value);
    for (const [index, item] of items.entries()) {
      const first = items.indexOf(item);
      if (first === index) continue;
      const message = `same as [${first}] of this list; write each ${kind} once`;
      context.addIssue({ code: 'custom', path: [index], message });
    }
  };

export const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const texts = (values: readonly unknown[]): string[] => values.filter((value) => typeof value === 'string');
