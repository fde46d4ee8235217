import type { Meter } from '@opentelemetry/api';
import { BOUNDARIES, MEASURES, type MeasureId } from '../core/measures.ts';

type Take = (value: number, labels: Readonly<Record<string, string | number>>) => void;

const takerFor = (meter: Meter, id: MeasureId): Take => {
  const { name, kind, unit, says: description } = MEASURES[id];
  switch (kind) {
    case 'counter': {
      const counter = meter.createCounter(name, { unit, description });
      return (value, labels) => {
        counter.add(value, labels);
      };
    }
    case 'histogram': {
      const advice = { explicitBucketBoundaries: [...BOUNDARIES] };
      const histogram = meter.createHistogram(name, { unit, description, advice });
      return (value, labels) => {
        histogram.record(value, labels);
      };
    }
    case 'gauge': {
      const gauge = meter.createGauge(name, { unit, description });
      return (value, labels) => {
        gauge.record(value, labels);
      };
    }
  }
};

/** Gauges that are asked for whenever the metrics are sent, and never told. */
type Gauge = 'outboxAge' | 'sweepLag';
export type Asked = Readonly<Partial<Record<Gauge, () => number>>>;

const isAsked = (id: MeasureId): id is Gauge => id === 'outboxAge' || id === 'sweepLag';

/** Everything that can be measured. */
export const instruments = (
  meter: Meter,
  asked: () => Asked,
): ((id: MeasureId, ...told: Parameters<Take>) => void) => {
  const takers = new Map<MeasureId, Take>();
  for (const id of Object.keys(MEASURES) as MeasureId[]) {
    if (isAsked(id)) ask(meter, id, () => asked()[id]?.());
    else takers.set(id, takerFor(meter, id));
  }
  return (id, value, labels) => takers.get(id)?.(value, labels);
};

const ask = (meter: Meter, id: Gauge, read: () => number | undefined): void => {
  const { name, unit, says: description } = MEASURES[id];
  meter.createObservableGauge(name, { unit, description }).addCallback((result) => {
    const value = read();
    if (value !== undefined) result.observe(value);
  });
};
