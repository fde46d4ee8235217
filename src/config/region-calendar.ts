import { z } from 'zod';
import type { LocalHoliday } from '../core/region.ts';
import { DAY } from '../core/time.ts';
import { asList, asRecord, eachOnce, reference, unique } from './region-references.ts';
import type { Declared } from './region-references.ts';
import {
  always,
  calendarDate,
  clockTime,
  dayOfTheYear,
  section,
  text,
  wholeNumber,
} from './region-values.ts';

/** Days off besides the national ones, and when there is school. Without it every workday is a school day. */
export const calendar = (declared: Declared) =>
  section({
    holidays: z
      .array(holiday(declared))
      .superRefine(unique('holidays', 'date', dayOff('date')), always)
      .superRefine(unique('holidays', 'day', dayOff('day')), always)
      .default([]),
    schools: section({
      firstBell: clockTime.prefault('08:30'),
      holidays: z.array(schoolHoliday).superRefine(holidaysDoNotOverlap, always).default([]),
    }).prefault({}),
  }).prefault({});

const holiday = (declared: Declared) =>
  section({
    date: calendarDate.exactOptional(),
    day: dayOfTheYear.exactOptional(),
    every: wholeNumber(1, 'is not a number of years; write 5 for the years that 5 divides').exactOptional(),
    name: text,
    municipalities: z
      .array(reference('municipality', declared))
      .min(1)
      .superRefine(eachOnce('municipality'), always)
      .exactOptional(),
  })
    .superRefine(onceOrYearly, always)
    .transform(({ date, day = '', every = 1, ...rest }): LocalHoliday =>
      date === undefined ? { ...rest, day, every } : { ...rest, date },
    );

const onceOrYearly = (value: unknown, context: z.RefinementCtx): void => {
  if (typeof value !== 'object') return;
  const { date, day, every } = asRecord(value);
  const problem = (path: string[], message: string) => {
    context.addIssue({ code: 'custom', path, message });
  };
  if (date === undefined && day === undefined) {
    problem([], 'has no day; write date: 2026-10-06 for once, or day: 05-05 for every year');
  }
  if (date !== undefined && day !== undefined) {
    problem(['day'], 'written beside date; keep date for once, or day for every year');
  }
  if (date !== undefined && day === undefined && every !== undefined) {
    problem(['every'], 'a date comes once; leave out every, or write day instead of date');
  }
};

/** The same day may be off under another name in another municipality. */
const dayOff = (field: 'date' | 'day') => (item: Readonly<Record<string, unknown>>) =>
  typeof item[field] === 'string'
    ? JSON.stringify([item[field], asList(item.municipalities).map(String).sort()])
    : undefined;

const datesOf = z.object({ from: calendarDate, to: calendarDate });

/** The summer has 44 days. A longer one has a wrong year in it, and would hide every school day in between. */
const LONGEST = 60 * DAY;

const isOnePeriod = (value: unknown, context: z.RefinementCtx): void => {
  const { data: dates } = datesOf.safeParse(value);
  if (!dates) return;
  const length = Date.parse(dates.to) - Date.parse(dates.from);
  const mistake =
    length < 0 ? 'is before from' : length > LONGEST ? 'is more than 60 days after from' : undefined;
  if (mistake === undefined) return;
  const message = `${JSON.stringify(dates.to)} ${mistake}; write the last day of the holiday`;
  context.addIssue({ code: 'custom', path: ['to'], message });
};

const schoolHoliday = section({ from: calendarDate, to: calendarDate, name: text }).superRefine(
  isOnePeriod,
  always,
);

const holidaysDoNotOverlap = (value: unknown, context: z.RefinementCtx): void => {
  const holidays = asList(value).map((item) => datesOf.safeParse(item).data);
  for (const [index, one] of holidays.entries()) {
    const earlier = holidays
      .slice(0, index)
      .findIndex((other) => one && other && one.from <= other.to && other.from <= one.to);
    if (earlier === -1) continue;
    const message = `overlaps holidays[${earlier}]; write school holidays that do not overlap`;
    context.addIssue({ code: 'custom', path: [index, 'from'], message });
  }
};
