import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { OtlpSettings } from '../config/telemetry-environment.ts';
import type { Arrival } from './arrival.ts';
import { LONGEST_EXPORT, type Receiver } from './receivers.ts';

interface Exporter<T> {
  export(items: T, done: (result: { code: number }) => void): void;
}

/** `ExportResultCode.SUCCESS`, of a package that we would need for nothing else. */
const ARRIVED = 0;

/** The same exporter, that says whether what it sends arrives. */
const noting = <T, E extends Exporter<T>>(exporter: E, { came }: Arrival): E => {
  const send: Exporter<T>['export'] = exporter.export.bind(exporter);
  exporter.export = (items, done) => {
    send(items, (result) => {
      came(result.code === ARRIVED);
      done(result);
    });
  };
  return exporter;
};

/** OTLP over HTTP, as JSON. */
export const otlpReceiver = ({ endpoint, headers }: OtlpSettings, arrival: Arrival): Receiver => {
  const to = (signal: string) => ({
    url: `${endpoint}/v1/${signal}`,
    headers: { ...headers },
    timeoutMillis: LONGEST_EXPORT,
    // Of each signal at most this many calls are waited for; what comes on top is dropped.
    concurrencyLimit: 4,
  });
  return {
    spans: noting(new OTLPTraceExporter(to('traces')), arrival),
    metrics: noting(new OTLPMetricExporter(to('metrics')), arrival),
    logs: noting(new OTLPLogExporter(to('logs')), arrival),
  };
};
