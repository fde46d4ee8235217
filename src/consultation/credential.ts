import {
  ClientCertificateCredential,
  type ClientCertificateCredentialOptions,
  ClientSecretCredential,
  ManagedIdentityCredential,
  type TokenCredential,
} from '@azure/identity';
import { z } from 'zod';
import type { GraphAuthentication } from '../core/graph.ts';
import type { Duration } from '../core/time.ts';

/** What the token endpoint answered, or that it did not. */
export type TokenFailure = { status: number; retryAfter: string | undefined } | 'no answer';

/** There is no token. Says nothing of the credential, nor of what the endpoint wrote. */
export class NoToken extends Error {
  /** Undefined when it was no request that failed: a certificate that cannot be read, an answer without a token. */
  readonly failure: TokenFailure | undefined;

  constructor(failure: TokenFailure | undefined) {
    super('no token');
    this.name = 'NoToken';
    this.failure = failure;
  }
}

const PUBLIC_CLOUD = 'https://login.microsoftonline.com';

/**
 * Longer than a call to Graph waits: a token that comes late is kept for the next call, and an endpoint that never
 * answers does not collect open connections.
 */
const LONGEST_REQUEST: Duration = 30_000;

/** Only our outbox decides about trying again. */
const withoutRetries = { retryOptions: { maxRetries: 0 } };

interface Attempt {
  credential: TokenCredential;
  failure?: TokenFailure;
}

/**
 * Gets tokens, and keeps them while they are valid. Making it calls nobody. `getToken` rejects with `NoToken`.
 *
 * @param trust.ca PEM of the only one who may vouch for the token endpoint; for tests.
 */
export const credentialFor = (by: GraphAuthentication, trust: { ca?: string } = {}): TokenCredential => {
  let current: Attempt | undefined;
  return {
    getToken: async (scopes, options) => {
      let attempt: Attempt | undefined;
      try {
        // Not before it is needed: some are refused by their constructor, and the program must start without Graph.
        current ??= attemptWith(by, trust);
        attempt = current;
        return await attempt.credential.getToken(scopes, options);
      } catch (error) {
        // MSAL answers by itself for a minute or more after a 429 or 5xx; a fresh one asks again when we want it to.
        if (current === attempt) current = undefined;
        throw new NoToken(attempt?.failure ?? failureIn(error));
      }
    },
  };
};

const attemptWith = (by: GraphAuthentication, trust: { ca?: string }): Attempt => {
  if (by.kind === 'managed-identity') return { credential: managedIdentity(by.clientId) };
  const seen: Pick<Attempt, 'failure'> = {};
  const options: ClientCertificateCredentialOptions = {
    ...withoutRetries,
    // Given also when it is the default: otherwise the variable AZURE_AUTHORITY_HOST would decide.
    authorityHost: by.authority,
    // Discovery asks the public cloud whether an authority exists; that knows none but Microsoft's own.
    disableInstanceDiscovery: by.authority !== PUBLIC_CLOUD,
    additionalPolicies: [{ policy: watching(seen), position: 'perCall' }],
    ...(trust.ca === undefined ? {} : { tlsOptions: { ca: trust.ca } }),
  };
  const credential =
    by.kind === 'secret'
      ? new ClientSecretCredential(by.tenantId, by.clientId, by.secret, options)
      : new ClientCertificateCredential(by.tenantId, by.clientId, by.certificate, options);
  return Object.assign(seen, { credential });
};

const managedIdentity = (clientId: string | undefined): TokenCredential =>
  new ManagedIdentityCredential({ ...withoutRetries, ...(clientId === undefined ? {} : { clientId }) });

type Policy = NonNullable<ClientCertificateCredentialOptions['additionalPolicies']>[number]['policy'];

/**
 * @azure/identity reports a wrong secret, an outage and a broken connection as one and the same error, that differs in
 * its text only. So what the endpoint answered is looked at on its way in. Only failures are noted: a success of a
 * call beside it must not hide them.
 */
const watching = (seen: Pick<Attempt, 'failure'>): Policy => ({
  name: 'watchTokenEndpoint',
  sendRequest: async (request, next) => {
    // Unlike the request's own time-out this keeps no stopping process alive. Nobody else aborts it.
    request.abortSignal = AbortSignal.timeout(LONGEST_REQUEST);
    try {
      const response = await next(request);
      const { status, headers } = response;
      if (status >= 300) seen.failure = { status, retryAfter: headers.get('retry-after') };
      return response;
    } catch (error) {
      seen.failure = 'no answer';
      throw error;
    }
  },
});

/** A managed identity takes no policy, but leaves MSAL's error as the cause of its own. */
const managedFailure = z.object({
  cause: z.object({ status: z.number().optional(), errorCode: z.string().optional() }),
});

const failureIn = (error: unknown): TokenFailure | undefined => {
  const { data } = managedFailure.safeParse(error);
  if (data?.cause.errorCode === 'network_error') return 'no answer';
  const status = data?.cause.status;
  return status === undefined ? undefined : { status, retryAfter: undefined };
};
