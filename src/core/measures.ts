import { HOUR, MINUTE, SECOND } from './time.ts';

/*
 * Everything that is measured (docs/observability.md). Labels come from closed lists: a municipality of the region file, a
 * rule, a rung, a code. Never a person, a case or anything somebody typed: each value makes a series of its own, in a system
 * that many more people can read than the cases.
 */

interface Measured<L extends string = string> {
  /** As it is called outside; alerts and dashboards rely on it. */
  name: `eerder_erbij.${string}`;
  /** A gauge says how it is now, and is asked for or told whenever somebody knows. */
  kind: 'counter' | 'histogram' | 'gauge';
  /** `s` is seconds; between braces what is counted. */
  unit: 's' | '1' | `{${string}}`;
  /** What it says, in one line. */
  says: string;
  labels: readonly L[];
}

const measure = <const L extends string = never>(
  kind: Measured['kind'],
  name: string,
  unit: Measured['unit'],
  says: string,
  labels: readonly L[] = [],
): Measured<L> => ({ name: `eerder_erbij.${name}`, kind, unit, says, labels });

/** What came of a try to deliver a message: taken; not needed any more; tried again later; by another way; by none; kept for somebody to look at. */
export const DELIVERY_RESULTS = ['sent', 'needless', 'again', 'onward', 'failed', 'parked'] as const;
export type DeliveryResult = (typeof DELIVERY_RESULTS)[number];

/** What came of an activity; what is sent again is counted again. */
export const ACTIVITY_RESULTS = [
  'answered',
  'failed',
  'unanswered',
  'tooFast',
  'refused',
  'invalid',
  'noKeys',
] as const;
export type ActivityResult = (typeof ACTIVITY_RESULTS)[number];

const PER_CASE = ['municipality', 'children'] as const;

export const MEASURES = {
  intakes: measure('counter', 'intakes', '{case}', 'Pre-announcements that were received.', PER_CASE),
  timeToConsultation: measure(
    'histogram',
    'time_to_consultation',
    's',
    'From receipt to the first recorded outcome of a consultation.',
    [...PER_CASE, 'within'],
  ),
  timeToClaim: measure(
    'histogram',
    'time_to_claim',
    's',
    'From receipt to the first moment at which every place of the visit was taken.',
    [...PER_CASE, 'within'],
  ),
  timeToVisit: measure(
    'histogram',
    'time_to_visit',
    's',
    'From receipt to the moment at which the household was seen.',
    [...PER_CASE, 'within'],
  ),
  visits: measure('counter', 'visits', '{case}', 'Households that were seen: in time, or not.', [
    ...PER_CASE,
    'result',
  ]),
  escalations: measure('counter', 'escalations', '{rung}', 'Rungs of the ladder that were told.', [
    'municipality',
    'rule',
    'rung',
  ]),
  acknowledgementTime: measure(
    'histogram',
    'acknowledgement_time',
    's',
    'From the moment a rung was told to "Ik pak dit op".',
    ['municipality', 'rule', 'rung', 'within'],
  ),
  deliveries: measure('counter', 'deliveries', '{try}', 'Tries to deliver a message, by what came of them.', [
    'result',
    'way',
  ]),
  outboxAge: measure('gauge', 'outbox.age', 's', 'Age of the oldest message that was saved but not sent.'),
  sweeps: measure('counter', 'sweeps', '{sweep}', 'Sweeps that were completed.'),
  sweepFailures: measure('counter', 'sweep.failures', '{sweep}', 'Sweeps that were not completed.'),
  sweepDuration: measure('histogram', 'sweep.duration', 's', 'How long a completed sweep took.'),
  sweepLag: measure(
    'gauge',
    'sweep.lag',
    's',
    'How long the next completed sweep is overdue; 0 when it is not.',
  ),
  activities: measure(
    'counter',
    'activities',
    '{activity}',
    'What Teams sent, by kind and what came of it.',
    ['kind', 'result'],
  ),
  turnDuration: measure('histogram', 'turn.duration', 's', 'How long an activity was worked on.', ['kind']),
  refusals: measure('counter', 'refusals', '{command}', 'Commands that changed nothing, by the reason why.', [
    'about',
    'command',
    'code',
  ]),
  ready: measure(
    'gauge',
    'ready',
    '1',
    '1 when a check of readiness succeeded when it was last asked, else 0.',
    ['check'],
  ),
} as const;

export type MeasureId = keyof typeof MEASURES;
export type LabelsOf<M extends MeasureId> = Readonly<
  Record<(typeof MEASURES)[M]['labels'][number], string | number>
>;

/** One thing that is a fact now. */
export type Fact = { [M in MeasureId]: { measure: M; value: number; labels: LabelsOf<M> } }[MeasureId];

/** In seconds: around the periods of the way of working, and for what the program itself does. */
export const BOUNDARIES: readonly number[] = [
  ...[0.01, 0.1, 0.5, 1, 5, 10],
  ...[MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE].map((length) => length / SECOND),
  ...[1, 2, 4, 8, 12, 16, 20, 24, 36, 48, 72, 168].map((hours) => (hours * HOUR) / SECOND),
];

/** The same for a receiver that keeps no buckets, as Application Insights: as a label. */
export const WITHIN = ['15m', '1h', '4h', '12h', '24h', 'later'] as const;

const UNTIL: readonly (readonly [(typeof WITHIN)[number], number])[] = [
  ['15m', (15 * MINUTE) / SECOND],
  ['1h', HOUR / SECOND],
  ['4h', (4 * HOUR) / SECOND],
  ['12h', (12 * HOUR) / SECOND],
  ['24h', (24 * HOUR) / SECOND],
];

export const within = (seconds: number): (typeof WITHIN)[number] =>
  UNTIL.find(([, until]) => seconds <= until)?.[0] ?? 'later';
