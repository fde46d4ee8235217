import type { SpanContext } from '@opentelemetry/api';
import { trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { AlwaysOnSampler, BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { TelemetrySettings } from '../config/telemetry-environment.ts';
import type { Log } from '../core/log.ts';
import type { Telemetry } from '../core/telemetry.ts';
import type { Clock, Duration } from '../core/time.ts';
import type { DocumentStore } from '../store/port.ts';
import { arrivals } from './arrival.ts';
import { type Credential, azureReceiver } from './azure.ts';
import { following, turnIn } from './follow.ts';
import { type Asked, instruments } from './instruments.ts';
import { type LineStream, logRecords } from './log-records.ts';
import { observedStore } from './observed-store.ts';
import { otlpReceiver } from './otlp.ts';
import { LONGEST_EXPORT, type Receiver } from './receivers.ts';
import { type WaitingMessages, waitingMessages } from './waiting.ts';

const NAME = 'eerder-erbij';

/** Between two times that the metrics are sent, in ms. */
const METRICS_EVERY = 60_000;

/** More than this that waits to be sent is dropped: memory has an end, also when a receiver is away for days. */
const MOST_WAITING = { maxQueueSize: 2_048, maxExportBatchSize: 256, exportTimeoutMillis: LONGEST_EXPORT };

const LAST_MOMENTS: Duration = 3_000;

export interface TelemetryParts {
  clock: Clock;
  /** Of this machine only. */
  log: Log;
  /** This program, until it is started again; says nothing of the machine. */
  us: string;
  credentialFor: (identity: { kind: 'managed-identity'; clientId?: string }) => Credential;
  /** What a stopping process gives a receiver to take the last of it. */
  lastMoments?: Duration;
}

export interface OpenTelemetry {
  telemetry: Telemetry;
  /** The store, that tells what is committed through it. */
  observed: (store: DocumentStore) => DocumentStore;
  /** Where the lines of the log must be written to as well. */
  lines: LineStream;
  /** Has a gauge that is not known yet asked for from now on. */
  ask: (asked: Asked) => void;
  /** Sends what is left, for some seconds at most. Never rejects. */
  close(): Promise<void>;
}

/** Sends what the program tells of itself to whoever was set. Calls nobody yet. */
export const openTelemetry = (settings: TelemetrySettings, parts: TelemetryParts): OpenTelemetry => {
  const contexts = new AsyncLocalStorageContextManager().enable();
  const providers = providersFor(receiversOf(settings, parts), parts.us);
  const waiting = waitingMessages<SpanContext>(parts);
  let asked: Asked = { outboxAge: () => waiting.age() };
  const here = (): SpanContext | undefined => trace.getSpan(contexts.active())?.spanContext();
  const tell = instruments(providers.meters.getMeter(NAME), () => asked);
  const follow = following({
    tracer: providers.tracers.getTracer(NAME),
    contexts,
    before: (work, about) => before(waiting, work, about),
  });
  return {
    telemetry: { tell, follow },
    observed: (store) =>
      observedStore(store, {
        telemetry: { follow },
        tell: ({ measure, value, labels }) => {
          tell(measure, value, labels);
        },
        waiting,
        here,
        turn: () => turnIn(contexts.active()),
        log: parts.log,
      }),
    lines: logRecords(providers.loggers.getLogger(NAME), contexts),
    ask: (more) => {
      asked = { ...asked, ...more };
    },
    close: () => closed(providers, parts.lastMoments ?? LAST_MOMENTS),
  };
};

const receiversOf = (
  { otlp, applicationInsights }: TelemetrySettings,
  { credentialFor, log }: TelemetryParts,
): readonly Receiver[] => {
  const identity = applicationInsights?.identity;
  return [
    ...(otlp ? [otlpReceiver(otlp, arrivals('OTLP', log))] : []),
    ...(applicationInsights
      ? [
          azureReceiver(
            applicationInsights,
            identity && credentialFor(identity),
            arrivals('Application Insights', log),
          ),
        ]
      : []),
  ];
};

interface Providers {
  tracers: BasicTracerProvider;
  meters: MeterProvider;
  loggers: LoggerProvider;
}

const providersFor = (receivers: readonly Receiver[], us: string): Providers => {
  // No detectors: they would add the name of the machine and of its user, and the command line.
  const resource = resourceFromAttributes({ 'service.name': NAME, 'service.instance.id': us });
  return {
    tracers: new BasicTracerProvider({
      resource,
      sampler: new AlwaysOnSampler(),
      spanProcessors: receivers.map(({ spans }) => new BatchSpanProcessor(spans, MOST_WAITING)),
    }),
    meters: new MeterProvider({
      resource,
      readers: receivers.map(
        ({ metrics }) =>
          new PeriodicExportingMetricReader({
            exporter: metrics,
            exportIntervalMillis: METRICS_EVERY,
            exportTimeoutMillis: LONGEST_EXPORT,
          }),
      ),
    }),
    loggers: new LoggerProvider({
      resource,
      processors: receivers.map(({ logs }) => new BatchLogRecordProcessor(logs, MOST_WAITING)),
    }),
  };
};

/** A delivery is linked to the save that its message comes from, and belongs to the same case. */
const before = (
  waiting: WaitingMessages<SpanContext>,
  ...[work, about]: Parameters<Parameters<typeof following>[0]['before']>
): ReturnType<Parameters<typeof following>[0]['before']> => {
  const { document, message } = about;
  if (work !== 'delivery' || typeof document !== 'string' || typeof message !== 'number')
    return { links: [], about: {} };
  const { about: number, origin } = waiting.of(document, message);
  return { links: origin ? [origin] : [], about: number === undefined ? {} : { case: number } };
};

const closed = async ({ tracers, meters, loggers }: Providers, lastMoments: Duration): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, lastMoments);
  });
  // What does not arrive was told by `arrivals`; there is nothing else to do with it any more.
  const sent = Promise.allSettled([tracers.shutdown(), meters.shutdown(), loggers.shutdown()]);
  await Promise.race([sent, late]);
  clearTimeout(timer);
};
