/** Entra ID and the managed identity of App Service, as far as an app needs them to get a token for Graph. */
import { X509Certificate, constants, createVerify, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Outcome, tokenRefusal } from './graph-trouble.ts';

/** The registration of the bot. */
export interface Registered {
  tenantId: string;
  clientId: string;
  secret: string;
  /** PEM of the certificate; undefined while nobody asked for one. */
  certificate: () => string | undefined;
}

const form = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.string(),
  scope: z.string(),
  client_secret: z.string().optional(),
  client_assertion_type: z.literal('urn:ietf:params:oauth:client-assertion-type:jwt-bearer').optional(),
  client_assertion: z.string().optional(),
});

const joseHeader = z.object({ alg: z.literal('PS256'), 'x5t#S256': z.string() });
const claims = z.object({
  aud: z.string(),
  iss: z.string(),
  sub: z.string(),
  exp: z.number(),
  jti: z.string(),
});

const decoded = (part: string | undefined): unknown =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString());

/** What is wrong with a signed statement of who the app is, or nothing. */
const assertionProblem = (assertion: string, app: Registered, tokenEndpoint: string): string | undefined => {
  const pem = app.certificate();
  if (pem === undefined) return 'there is no certificate';
  const [head, payload, signature = ''] = assertion.split('.');
  const header = joseHeader.parse(decoded(head));
  const said = claims.parse(decoded(payload));
  const certificate = new X509Certificate(pem);
  const thumbprint = Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
  if (header['x5t#S256'] !== thumbprint) return 'another certificate';
  if (said.aud !== tokenEndpoint) return `audience ${said.aud}`;
  if (said.iss !== app.clientId || said.sub !== app.clientId) return 'another app';
  if (said.exp * 1000 < Date.now()) return 'it expired';
  const key = {
    key: certificate.publicKey,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  };
  const right = createVerify('sha256').update(`${head}.${payload}`).verify(key, signature, 'base64url');
  return right ? undefined : 'the signature is wrong';
};

const UNKNOWN_TENANT = tokenRefusal(400, 'invalid_tenant', 'AADSTS90002: Tenant not found.');

export const tokenOffice = (app: Registered, complain: (problem: string) => void) => {
  const issued: string[] = [];
  const issue = (): string => {
    const token = `graph-token-${randomUUID()}`;
    issued.push(token);
    return token;
  };
  const refuse = (problem: string): Outcome => {
    complain(`token: ${problem}`);
    return tokenRefusal(400, 'invalid_request', `AADSTS900144: ${problem}`);
  };

  return {
    issued,
    isValid: (authorization: string | undefined): boolean =>
      issued.some((token) => authorization === `Bearer ${token}`),

    discovery: (origin: string, tenant: string): Outcome => {
      if (tenant !== app.tenantId) return UNKNOWN_TENANT;
      const base = `${origin}/${app.tenantId}`;
      return {
        status: 200,
        body: {
          issuer: `${base}/v2.0`,
          token_endpoint: `${base}/oauth2/v2.0/token`,
          authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
          jwks_uri: `${base}/discovery/v2.0/keys`,
        },
      };
    },

    /** @param scopes the ones that Graph here has. */
    token: (body: unknown, tokenEndpoint: string, scopes: readonly string[]): Outcome => {
      if (!tokenEndpoint.includes(app.tenantId)) return UNKNOWN_TENANT;
      const { data, error } = form.safeParse(body);
      if (error) return refuse(z.prettifyError(error));
      if (data.client_id !== app.clientId) return refuse('unknown client_id');
      if (!data.scope.split(' ').some((scope) => scopes.includes(scope)))
        return refuse(`scope ${data.scope}`);
      if (data.client_assertion !== undefined) {
        const problem = assertionProblem(data.client_assertion, app, tokenEndpoint);
        if (problem !== undefined) return refuse(`client_assertion: ${problem}`);
      } else if (data.client_secret !== app.secret) {
        // No complaint: that a secret is wrong, or not valid any more, happens.
        return tokenRefusal(401, 'invalid_client', `AADSTS7000215: Invalid secret ${data.client_secret}.`);
      }
      return { status: 200, body: { token_type: 'Bearer', expires_in: 3599, access_token: issue() } };
    },

    /** GET of App Service, API version 2019-08-01. */
    identity: (
      query: Readonly<Record<string, string>>,
      isRightHeader: boolean,
      resources: readonly string[],
    ): Outcome => {
      const { 'api-version': version, resource = '', client_id: clientId, ...rest } = query;
      if (!isRightHeader) return refuse('identity: no X-IDENTITY-HEADER');
      if (version !== '2019-08-01') return refuse(`identity: api-version ${version}`);
      if (!resources.includes(resource)) return refuse(`identity: resource ${resource}`);
      if (Object.keys(rest).length > 0) return refuse(`identity: ${Object.keys(rest).join()} is unknown`);
      const expires = Math.floor(Date.now() / 1000) + 3600;
      const body = { access_token: issue(), expires_on: String(expires), resource, token_type: 'Bearer' };
      return { status: 200, body: { ...body, client_id: clientId ?? app.clientId } };
    },
  };
};
