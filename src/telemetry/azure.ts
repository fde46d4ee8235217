import {
  AzureMonitorLogExporter,
  AzureMonitorMetricExporter,
  AzureMonitorTraceExporter,
  type AzureMonitorExporterOptions,
} from '@azure/monitor-opentelemetry-exporter';
import type { ApplicationInsightsSettings } from '../config/telemetry-environment.ts';
import type { Arrival } from './arrival.ts';
import { LONGEST_EXPORT, type Receiver } from './receivers.ts';

export type Credential = NonNullable<AzureMonitorExporterOptions['credential']>;

/**
 * What this exporter would do by itself, and can only be told in the environment, when it is made: tell Microsoft how it is
 * used (statsbeat, which also asks the machine who it is), tell the resource the same, and repeat what is known of the program
 * as a metric with every call.
 */
const QUIET = {
  APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
  APPLICATIONINSIGHTS_SDKSTATS_DISABLED: 'true',
  APPLICATIONINSIGHTS_OPENTELEMETRY_RESOURCE_METRIC_DISABLED: 'true',
};

type Policy = NonNullable<AzureMonitorExporterOptions['additionalPolicies']>[number]['policy'];

/** The exporter itself calls it a success when what it could not send may not be kept on disk. */
const watching = ({ came }: Arrival): Policy => ({
  name: 'watchArrival',
  sendRequest: async (request, next) => {
    // No call may wait longer than the one after it.
    request.abortSignal = AbortSignal.timeout(LONGEST_EXPORT);
    try {
      const response = await next(request);
      came(response.status < 300);
      return response;
    } catch (error) {
      came(false);
      throw error;
    }
  },
});

/** Azure Application Insights. */
export const azureReceiver = (
  { connectionString }: ApplicationInsightsSettings,
  credential: Credential | undefined,
  arrival: Arrival,
): Receiver => {
  Object.assign(process.env, QUIET);
  const options: AzureMonitorExporterOptions = {
    connectionString,
    ...(credential && { credential }),
    // Nothing of it stays behind on this machine: what cannot be sent is dropped.
    disableOfflineStorage: true,
    retryOptions: { maxRetries: 1, retryDelayInMs: 1_000 },
    additionalPolicies: [{ policy: watching(arrival), position: 'perCall' }],
  };
  return {
    spans: new AzureMonitorTraceExporter(options),
    metrics: new AzureMonitorMetricExporter(options),
    logs: new AzureMonitorLogExporter(options),
  };
};
