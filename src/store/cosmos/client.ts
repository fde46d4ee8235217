import { Agent } from 'node:https';
import { CosmosClient, type CosmosClientOptions } from '@azure/cosmos';
import { NoToken } from './errors.ts';

export type Credential = NonNullable<CosmosClientOptions['aadCredentials']>;

export interface Account {
  /** https address of the account. */
  readonly endpoint: string;
  readonly auth: { readonly key: string } | { readonly credential: Credential };
  /** PEM of the only one who may vouch for the account; for tests. */
  readonly ca?: string;
}

export interface Connection {
  readonly client: CosmosClient;
  /** Whether it is an identity, which may not make databases and containers. */
  readonly isIdentity: boolean;
  readonly close: () => void;
}

/** Calls nobody yet. */
export const connect = ({ endpoint, auth, ca }: Account): Connection => {
  const agent = new Agent({ keepAlive: true, ...(ca !== undefined && { ca }) });
  const client = new CosmosClient({
    endpoint,
    agent,
    userAgentSuffix: 'eerder-erbij',
    ...('key' in auth ? { key: auth.key } : { aadCredentials: sayingWhy(auth.credential) }),
    connectionPolicy: {
      // It would send a write a second time, up to 120 times, after a broken connection, without knowing whether the
      // first one arrived; and would go past the address that was configured. Azure points that address at the region
      // that writes.
      enableEndpointDiscovery: false,
      // See patience.ts.
      retryOptions: {
        maxRetryAttemptCount: 0,
        fixedRetryIntervalInMilliseconds: 0,
        maxWaitTimeInSeconds: 0,
      },
    },
  });
  return {
    client,
    isIdentity: 'credential' in auth,
    close: () => {
      client.dispose();
      agent.destroy();
    },
  };
};

/** Without a token nothing is sent; the client itself rejects with whatever the credential throws. */
const sayingWhy = (credential: Credential): Credential => ({
  getToken: async (scopes, options) => {
    try {
      return await credential.getToken(scopes, options);
    } catch (error) {
      throw new NoToken(error);
    }
  },
});
