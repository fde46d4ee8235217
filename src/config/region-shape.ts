import { z } from 'zod';
import { overlap } from './day-parts.ts';
import { calendar } from './region-calendar.ts';
import { HOUSEHOLD_FIELDS } from '../core/region.ts';
import { person } from './region-people.ts';
import {
  accountsOfOnePerson,
  asList,
  asRecord,
  eachOnce,
  reference,
  rungName,
  unique,
} from './region-references.ts';
import type { Declared } from './region-references.ts';
import {
  always,
  block,
  calendarDate,
  code,
  cronWithSeconds,
  dayPart,
  duration,
  id,
  locale,
  meetingWay,
  phone,
  roleId,
  section,
  secureAddress,
  text,
  timeZone,
  wholeNumber,
} from './region-values.ts';

/** The region file as it is written, checked against the names it declares itself. */
export const regionShape = (declared: Declared) =>
  section({
    region: text,
    timeZone,
    locale,
    tenants: z.array(text).min(1),
    sweep: cronWithSeconds,
    organisations: block(id, text),
    roles: block(roleId, reference('organisation', declared)),
    policies: block(id, policy(declared)),
    serviceHours: block(id, serviceHours),
    disclosures: block(reference('organisation', declared), disclosure).default({}),
    calendar: calendar(declared),
    municipalities: z
      .array(municipality(declared))
      .min(1)
      .superRefine(unique('municipalities', 'id', textAt('id')), always)
      .superRefine(unique('municipalities', 'code', textAt('code')), always)
      .superRefine(unique('municipalities', 'name', textAt('name')), always),
    people: z
      .array(person(declared))
      .superRefine(unique('people', 'id', personKey(declared)), always)
      .superRefine(accountsOfOnePerson(personKey(declared)), always)
      .superRefine(unique('people', 'signIn', signInKey), always),
  });

export type RegionFile = z.output<ReturnType<typeof regionShape>>;

/** A warning as long as the window would be due before the report is in. */
const warningsFallInsideTheWindow = (value: unknown, context: z.RefinementCtx): void => {
  const { visitWithin, warnBefore } = asRecord(value);
  if (typeof visitWithin !== 'number') return;
  for (const [index, warning] of asList(warnBefore).entries()) {
    if (typeof warning === 'number' && warning >= visitWithin) {
      const message = 'not shorter than visitWithin; write a shorter duration';
      context.addIssue({ code: 'custom', path: ['warnBefore', index], message });
    }
  }
};

/** How many rungs the longest ladder of a policy has. */
const longestLadder = (policy: unknown): number => {
  const { ladder, ladders } = asRecord(policy);
  return Math.max(0, ...[ladder, ...Object.values(asRecord(ladders))].map((rungs) => asList(rungs).length));
};

/** A rung that no ladder has is never reached: nobody would get the message that waits for it. */
const rungsExist = (value: unknown, context: z.RefinementCtx): void => {
  const written = asRecord(value);
  const rungs = longestLadder(value);
  for (const key of ['textFrom', 'wakeFrom']) {
    const rung = written[key];
    if (rungs === 0 || typeof rung !== 'number' || rung < rungs) continue;
    const message = `no ladder has a rung ${rung}; write at most ${rungs - 1}, because the first rung is 0`;
    context.addIssue({ code: 'custom', path: [key], message });
  }
};

const rung = wholeNumber(0, 'is not a rung; write 0 for the first, 1 for the second');

const policy = (declared: Declared) => {
  const ladder = z.array(z.array(rungName(declared)).min(1)).min(1);
  return section({
    visitWithin: duration,
    consultWithin: duration,
    chaseAfter: duration.prefault('PT5M'),
    recordWithin: duration.prefault('PT30M'),
    claimWithin: duration,
    planWithin: duration,
    warnBefore: z.array(duration),
    feedbackWithin: duration,
    ackWithin: duration,
    ackReminder: duration,
    purgeAfter: duration,
    coverageHorizon: duration,
    reportBackWithin: duration.prefault('PT2H'),
    schoolBefore: duration.prefault('PT1H'),
    ladder,
    ladders: block(reference('organisation', declared), ladder).default({}),
    // Its default is filled in on assembly: it depends on the ladders.
    textFrom: rung.exactOptional(),
    wakeFrom: rung.default(0),
  })
    .superRefine(warningsFallInsideTheWindow, always)
    .superRefine(rungsExist, always);
};

/** What Veilig Thuis may tell the people of an organisation about a household. */
const disclosure = section({
  basis: z.enum(['law', 'agreement']),
  reference: text,
  fields: z.array(z.enum(HOUSEHOLD_FIELDS)).min(1).superRefine(eachOnce('field'), always),
  until: calendarDate.exactOptional(),
}).superRefine((value, context) => {
  const { basis, until } = asRecord(value);
  if (basis !== 'agreement' || until !== undefined) return;
  const message = 'an agreement ends; write until: 2027-12-31, the last day on which it is in force';
  context.addIssue({ code: 'custom', path: [], message });
}, always);

const readDayPart = z.object({ from: z.number(), to: z.number() });

const partsDoNotOverlap = (value: unknown, context: z.RefinementCtx): void => {
  const parts = asList(value).map((part) => readDayPart.safeParse(part).data);
  for (const [index, part] of parts.entries()) {
    const earlier = parts.slice(0, index).findIndex((other) => part && other && overlap(part, other));
    if (earlier === -1) continue;
    const message = `overlaps part [${earlier}] of the same day; write parts that do not overlap`;
    context.addIssue({ code: 'custom', path: [index], message });
  }
};

const dayParts = z.array(dayPart).superRefine(partsDoNotOverlap, always);

const serviceHours = section({ workdays: dayParts, weekend: dayParts, holidays: dayParts }).refine(
  ({ workdays, weekend, holidays }) => [workdays, weekend, holidays].some((parts) => parts.length > 0),
  { error: 'no hours on any day; write at least one part, such as workdays: ["08:30-17:00"]' },
);

/** What a way to meet cannot do without, as far as the file may leave it out. */
const NEEDED = [
  { way: 'graph', key: 'organiser', what: 'the Entra object id of the account that owns the meetings' },
  { way: 'phone', key: 'phone', what: 'the number to dial, such as 0528 123 456, toets 1' },
] as const;

/** Only in a list that is written: with the default list, a way that lacks what it needs is passed over. */
const waysHaveWhatTheyNeed = (value: unknown, context: z.RefinementCtx): void => {
  const written = asRecord(value);
  const ways = asList(written.meeting);
  for (const { way, key, what } of NEEDED) {
    if (!ways.includes(way) || written[key] !== undefined) continue;
    const message = `needs ${key}: ${what}; write ${key}, or leave ${way} out of the list`;
    context.addIssue({ code: 'custom', path: ['meeting', ways.indexOf(way)], message });
  }
};

const municipality = (declared: Declared) => {
  const role = reference('role', declared);
  const visitors = z.array(role).min(1);
  return section({
    id,
    code,
    name: text,
    policy: reference('policy', declared),
    serviceHours: reference('service hours', declared),
    onCall: z.array(role),
    consultation: z.array(role).min(1),
    visit: section({ noChildren: visitors, children: visitors, exceptional: visitors }),
    // Its default is filled in on assembly: a list that was not written is not checked against what it needs.
    meeting: z.array(meetingWay).min(1).superRefine(eachOnce('way'), always).exactOptional(),
    organiser: text.exactOptional(),
    standingRoom: secureAddress,
    phone: phone.exactOptional(),
  }).superRefine(waysHaveWhatTheyNeed, always);
};

const textAt = (field: string) => (item: Readonly<Record<string, unknown>>) => {
  const value = item[field];
  return typeof value === 'string' ? value : undefined;
};

/** One person may appear once per tenant: an object id says nothing outside its tenant. */
const personKey = (declared: Declared) => (item: Readonly<Record<string, unknown>>) =>
  typeof item.id === 'string'
    ? JSON.stringify([item.tenant ?? declared.tenant[0], item.id]).toLowerCase()
    : undefined;

/** Entra tells no capitals apart in a sign-in name. */
const signInKey = (item: Readonly<Record<string, unknown>>) => textAt('signIn')(item)?.toLowerCase();
