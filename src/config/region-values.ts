import { z } from 'zod';
import { MEETING_WAYS, ON_DUTY } from '../core/region.ts';
import { isMobile, isSignIn } from '../core/contact.ts';
import { parseDuration } from '../core/duration.ts';
import { parseDayPart } from './day-parts.ts';
import { nearest } from './nearest.ts';
import { asRecord } from './region-references.ts';

const MINUTES_PER_HOUR = 60;

/**
 * zod leaves a check out once something in the same section is wrong. The whole file must be told about in
 * one run, so checks with this option always run, and trust nothing about what they get.
 */
export const always = { when: () => true };

/** A block with exactly these keys; each unknown key is a problem of its own, at its own place. */
export const section = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.looseObject(shape).superRefine((value, context) => {
    const known = Object.keys(shape);
    for (const key of Object.keys(asRecord(value)).filter((name) => !known.includes(name))) {
      const near = nearest(key, known);
      const advice = near === undefined ? `write one of ${known.join(', ')}` : `did you mean ${near}?`;
      context.addIssue({ code: 'unrecognized_keys', keys: [key], message: `unknown key; ${advice}` });
    }
  }, always);

/** A block of names of the file's own choosing. A wrong name does not keep its value from being checked. */
export const block = <Value extends z.core.SomeType>(name: z.ZodType, value: Value) =>
  z.record(z.string(), value).superRefine((named, context) => {
    for (const key of Object.keys(asRecord(named))) {
      const issues = name.safeParse(key).error?.issues ?? [];
      for (const { message } of issues) {
        context.addIssue({ code: 'invalid_key', origin: 'record', issues, path: [key], message });
      }
    }
  }, always);

const wrong = (message: string) => ({
  error: (issue: { input?: unknown }) => `${JSON.stringify(issue.input)} ${message}`,
});

/** Spaces around an id would make it another id, and nobody would see why. */
export const text = z
  .string()
  .min(1)
  .refine(
    (written) => written === written.trim(),
    wrong('starts or ends with a space; leave those spaces out'),
  );

export const locale = z.literal('nl');

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Ids end up in the ids of stored documents, which may not hold a slash, a question mark or a hash. */
export const id = z
  .string()
  .refine(
    (written) => ID.test(written),
    wrong('is not an id; write small letters, digits and hyphens, such as de-wolden'),
  );

export const roleId = id.refine(
  (role) => role !== ON_DUTY,
  wrong('already means whoever has to act now; give the role another name'),
);

/** First part of the case number. */
export const code = z
  .string()
  .refine(
    (written) => /^[A-Z]{3}$/.test(written),
    wrong('is not a code; write three capital letters, such as HGV'),
  );

export const secureAddress = z
  .string()
  .refine(
    (written) => URL.canParse(written) && new URL(written).protocol === 'https:',
    wrong('is not an https address; write for example https://teams.microsoft.com/l/meetup-join/…'),
  );

export const meetingWay = z.enum(MEETING_WAYS);

const LONGEST_PHONE = 60;

/** Words are allowed because a menu or a receptionist may answer: "toets 1", "vraag naar de piketdienst". */
export const phone = z.string().superRefine((written, context) => {
  const mistake = phoneMistake(written);
  if (mistake === undefined) return;
  const advice = 'write it as it is dialled, such as 0528 123 456, toets 1';
  context.addIssue({ code: 'custom', message: `${JSON.stringify(written)} ${mistake}; ${advice}` });
});

const phoneMistake = (written: string): string | undefined => {
  if (written !== written.trim()) return 'starts or ends with a space';
  const [strange] = /[^\p{L}\p{M}\d +(),.-]/u.exec(written) ?? [];
  if (strange !== undefined) {
    return `holds ${JSON.stringify(strange)}, where only digits, words, spaces and + ( ) - , . may stand`;
  }
  if (!/\d/.test(written)) return 'holds no digit';
  return written.length > LONGEST_PHONE ? `is longer than ${LONGEST_PHONE} characters` : undefined;
};

export const signIn = z
  .string()
  .refine(isSignIn, wrong('is not a sign-in name; write name@domain, such as alex@example.com'));

export const mobile = z
  .string()
  .refine(
    isMobile,
    wrong(
      'is not a mobile number in full; write it with the country code and digits only, such as "+31612345678"',
    ),
  );

/** Only the number of fields: what each may hold is for the scheduler, which knows its cron. */
export const cronWithSeconds = z
  .string()
  .refine(
    (written) => /^([\w*/,?#-]+ +){5}[\w*/,?#-]+$/.test(written.trim()),
    wrong('is not a cron expression of six fields; write seconds first, such as "0 * * * * *"'),
  );

export const duration = z.string().transform((written, context) => {
  const parsed = parseDuration(written);
  if (parsed.ok) return parsed.value;
  context.addIssue({ code: 'custom', message: `${JSON.stringify(written)} ${parsed.refusal}` });
  return z.NEVER;
});

export const dayPart = z.string().transform((written, context) => {
  const parsed = parseDayPart(written);
  if (parsed.ok) return parsed.value;
  context.addIssue({ code: 'custom', message: `${JSON.stringify(written)} ${parsed.refusal}` });
  return z.NEVER;
});

/** Minutes since midnight. */
export const clockTime = z.string().transform((written, context) => {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(written) ?? [];
  if (hours !== undefined) return Number(hours) * MINUTES_PER_HOUR + Number(minutes);
  const message = `${JSON.stringify(written)} is not a time of day; write hours and minutes, such as "08:30"`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

/** `Date` turns 31 April into 1 May. */
const isOnTheCalendar = (date: string): boolean => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
};

export const calendarDate = z
  .string()
  .refine(isOnTheCalendar, wrong('is not a date on the calendar; write year-month-day, such as 2026-10-06'));

/** A day of every year; 2000 had them all. */
export const dayOfTheYear = z
  .string()
  .refine(
    (written) => isOnTheCalendar(`2000-${written}`),
    wrong('is not a day on the calendar; write month-day, such as 05-05'),
  );

export const wholeNumber = (least: number, mistake: string) =>
  z.number().refine((written) => Number.isInteger(written) && written >= least, wrong(mistake));

export const timeZone = z.string().superRefine((written, context) => {
  if (isTimeZone(written)) return;
  const near = nearest(written, Intl.supportedValuesOf('timeZone'));
  const advice = near === undefined ? 'write an IANA name such as Europe/Amsterdam' : `did you mean ${near}?`;
  context.addIssue({ code: 'custom', message: `${JSON.stringify(written)} is not a time zone; ${advice}` });
});

/** Newer versions of Node also take an offset such as +01:00, but an offset knows no summer time. */
const isTimeZone = (name: string): boolean => {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};
