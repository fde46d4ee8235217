import type { BotFrameworkAuthentication, ConnectorClient } from 'botframework-connector';
import { identityOf } from './adapter.ts';

/** Makes clients of the Bot Connector that try each call once. */
export type Connect = (serviceUrl: string) => Promise<ConnectorClient>;

/** @param appId empty in local mode */
export const connect = (authentication: BotFrameworkAuthentication, appId: string): Connect => {
  const identity = identityOf(appId);
  return async (serviceUrl) => {
    const client = await authentication.createConnectorFactory(identity).create(serviceUrl, '');
    withoutRetries(client);
    return client;
  };
};

interface Retrying {
  pipeline: { removePolicy(policy: { name: string }): unknown };
}

const isRetrying = (client: unknown): client is Retrying =>
  typeof client === 'object' && client !== null && 'pipeline' in client;

/**
 * The client tries a failed call three times more by itself, also when Teams took it and only the answer was lost.
 * Only the outbox may decide that. botframework-connector 4.23 drops the option for it, so its inner client is asked.
 */
const withoutRetries = (client: ConnectorClient): void => {
  const inner: unknown = Reflect.get(client, 'client');
  if (!isRetrying(inner)) throw new Error('This version of botframework-connector has no inner client');
  inner.pipeline.removePolicy({ name: 'defaultRetryPolicy' });
};
