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

/** Bytes; a receiver answers with a few hundred. */
const LARGEST_ANSWER = 1024 * 1024;

type Policy = NonNullable<AzureMonitorExporterOptions['additionalPolicies']>[number]['policy'];

/** The exporter itself calls it a success when what it could not send may not be kept on disk. */
const watching = ({ came }: Arrival): Policy => ({
  name: 'watchArrival',
  sendRequest: async (request, next) => {
    // No call may wait longer than the one after it, and no answer may fill the memory.
    const tooLong = new AbortController();
    request.abortSignal = AbortSignal.any([AbortSignal.timeout(LONGEST_EXPORT), tooLong.signal]);
    request.onDownloadProgress = ({ loadedBytes }) => {
      if (loadedBytes > LARGEST_ANSWER) tooLong.abort();
    };
    try {
      const response = await next(request);
      came(response.status < 300);
      // The exporter would go wherever it is sent, with the token.
      if (response.status >= 300 && response.status < 400) throw new Error('The receiver sends us elsewhere');
      return response;
    } catch (error) {
      came(false);
      throw error;
    }
  },
});

/** Without a token nothing is even sent, so the policy above sees nothing of it. */
const watched = (credential: Credential, { came }: Arrival): Credential => ({
  getToken: async (...asked) => {
    try {
      return await credential.getToken(...asked);
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
    ...(credential && { credential: watched(credential, arrival) }),
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
