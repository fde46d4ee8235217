/** What came in at a receiver, as plain objects: only what the tests ask for. */
import { z } from 'zod';
import type { TakenCall } from './receiver.ts';

const value = z
  .object({
    stringValue: z.string().optional(),
    intValue: z.union([z.number(), z.string()]).optional(),
    doubleValue: z.number().optional(),
    boolValue: z.boolean().optional(),
    arrayValue: z.object({ values: z.array(z.object({ stringValue: z.string() })) }).optional(),
  })
  .transform((one) =>
    one.arrayValue
      ? one.arrayValue.values.map(({ stringValue }) => stringValue).join(',')
      : String(one.stringValue ?? one.intValue ?? one.doubleValue ?? one.boolValue),
  );

const attributes = z
  .array(z.object({ key: z.string(), value }))
  .default([])
  .transform((list): Record<string, string> =>
    Object.fromEntries(list.map(({ key, value: of }) => [key, of])),
  );

const spanSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  attributes,
  links: z.array(z.object({ traceId: z.string(), spanId: z.string() })).default([]),
  status: z.object({ code: z.number(), message: z.string().optional() }),
});
export type ReceivedSpan = z.infer<typeof spanSchema>;

const recordSchema = z.object({
  body: value,
  severityText: z.string().optional(),
  attributes,
  traceId: z.string().optional(),
  spanId: z.string().optional(),
});
export type ReceivedRecord = z.infer<typeof recordSchema>;

const pointSchema = z.object({
  attributes,
  asInt: z.union([z.number(), z.string()]).optional(),
  asDouble: z.number().optional(),
  count: z.union([z.number(), z.string()]).optional(),
  sum: z.number().optional(),
  explicitBounds: z.array(z.number()).optional(),
});
const points = z.object({ dataPoints: z.array(pointSchema) });
const metricSchema = z.object({
  name: z.string(),
  unit: z.string(),
  description: z.string(),
  sum: points.optional(),
  gauge: points.optional(),
  histogram: points.optional(),
});

const resource = z.object({ attributes });
const tracesSchema = z.object({
  resourceSpans: z.array(
    z.object({ resource, scopeSpans: z.array(z.object({ spans: z.array(spanSchema) })) }),
  ),
});
const logsSchema = z.object({
  resourceLogs: z.array(
    z.object({ resource, scopeLogs: z.array(z.object({ logRecords: z.array(recordSchema) })) }),
  ),
});
const metricsSchema = z.object({
  resourceMetrics: z.array(
    z.object({ resource, scopeMetrics: z.array(z.object({ metrics: z.array(metricSchema) })) }),
  ),
});

const to = (calls: readonly TakenCall[], path: string): readonly unknown[] =>
  calls.filter((call) => call.path === path).map(({ body }): unknown => JSON.parse(body));

export const spansIn = (calls: readonly TakenCall[]): readonly ReceivedSpan[] =>
  to(calls, '/v1/traces')
    .flatMap((body) => tracesSchema.parse(body).resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));

export const recordsIn = (calls: readonly TakenCall[]): readonly ReceivedRecord[] =>
  to(calls, '/v1/logs')
    .flatMap((body) => logsSchema.parse(body).resourceLogs)
    .flatMap(({ scopeLogs }) => scopeLogs.flatMap(({ logRecords }) => logRecords));

/** One series of a metric; of a histogram the value is its sum. */
export interface Series {
  name: string;
  unit: string;
  attributes: Record<string, string>;
  value: number;
  count: number;
  bounds: readonly number[];
}

/** Each series once, as it was at last. */
export const seriesIn = (calls: readonly TakenCall[]): readonly Series[] => {
  const all = to(calls, '/v1/metrics')
    .flatMap((body) => metricsSchema.parse(body).resourceMetrics)
    .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics))
    .flatMap(({ name, unit, sum, gauge, histogram }) =>
      [sum, gauge, histogram]
        .flatMap((one) => one?.dataPoints ?? [])
        .map((point): Series => ({
          name,
          unit,
          attributes: point.attributes,
          value: Number(point.asInt ?? point.asDouble ?? point.sum ?? 0),
          count: Number(point.count ?? 1),
          bounds: point.explicitBounds ?? [],
        })),
    );
  return [...new Map(all.map((one) => [`${one.name} ${JSON.stringify(one.attributes)}`, one])).values()];
};

/** What the resource says of the program. */
export const resourcesIn = (calls: readonly TakenCall[]): readonly Record<string, string>[] =>
  to(calls, '/v1/traces').flatMap((body) =>
    tracesSchema.parse(body).resourceSpans.map((one) => one.resource.attributes),
  );

/** Envelopes of Application Insights. */
const envelopeSchema = z.object({
  name: z.string(),
  tags: z.record(z.string(), z.string()),
  data: z.object({ baseType: z.string(), baseData: z.looseObject({}) }),
});
export type Envelope = z.infer<typeof envelopeSchema>;

export const envelopesIn = (calls: readonly TakenCall[]): readonly Envelope[] =>
  calls.flatMap(({ body }) => z.array(envelopeSchema).parse(JSON.parse(body)));
