/** Who signs the activities of Teams: OpenID metadata and keys on the loopback, and tokens as the Bot Framework makes them. */
import { type KeyObject, createSecretKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import { type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';

export const ISSUER = 'https://api.example.invalid';
export const APP_ID = '33333333-3333-4333-8333-333333333333';

/** Tenant in which the bot is registered. */
export const APP_TENANT = '44444444-4444-4444-8444-444444444444';

export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
  endorsements: readonly string[] | undefined;
}

export const signingKey = (endorsements?: readonly string[]): SigningKey => ({
  kid: randomUUID(),
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }),
  endorsements,
});

export const TEAMS = ['msteams', 'skypeforbusiness'] as const;

export interface OpenId {
  readonly metadataUrl: string;
  /** What a program needs to believe this server, as the registered bot. */
  readonly environment: Readonly<Record<string, string>>;
  /** The keys it publishes; may be changed. */
  keys: SigningKey[];
  /** What it answers with instead of its documents. */
  trouble: { status: number; body?: string } | 'hang' | undefined;
  /** How often the keys were asked for. */
  readonly asked: () => number;
  close: () => Promise<void>;
}

const jwkOf = ({ kid, publicKey, endorsements }: SigningKey): object => {
  const { kty, n, e } = publicKey.export({ format: 'jwk' });
  return { kty, n, e, kid, use: 'sig', x5t: kid, ...(endorsements && { endorsements }) };
};

export const startOpenId = async (...keys: SigningKey[]): Promise<OpenId> => {
  let asked = 0;
  const app = Fastify({ forceCloseConnections: true });
  app.addHook('onRequest', async (_request, reply) => {
    if (openId.trouble === 'hang') return new Promise<never>(() => undefined);
    if (openId.trouble) return reply.code(openId.trouble.status).send(openId.trouble.body);
    return undefined;
  });
  app.get('/v1/.well-known/openidconfiguration', () => ({
    issuer: ISSUER,
    authorization_endpoint: 'https://invalid',
    jwks_uri: `${address}/v1/.well-known/keys`,
    id_token_signing_alg_values_supported: ['RS256'],
  }));
  app.get('/v1/.well-known/keys', () => {
    asked += 1;
    return { keys: openId.keys.map(jwkOf) };
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const metadataUrl = `${address}/v1/.well-known/openidconfiguration`;
  const openId: OpenId = {
    metadataUrl,
    environment: {
      BOT_AUTH: 'required',
      MicrosoftAppId: APP_ID,
      MicrosoftAppTenantId: APP_TENANT,
      ToBotFromChannelTokenIssuer: ISSUER,
      ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
    },
    keys,
    trouble: undefined,
    asked: () => asked,
    close: () => app.close(),
  };
  return openId;
};

/** What Teams says in a token for activities that come from this address, now. */
export const claimsFor = (serviceUrl: string, now: number = Date.now()) => {
  const seconds = Math.floor(now / 1000);
  return { iss: ISSUER, aud: APP_ID, nbf: seconds - 60, exp: seconds + 3600, serviceurl: serviceUrl };
};

/** @param header for example another `alg` or `kid` */
export const signed = (
  claims: JWTPayload,
  { kid, privateKey }: Pick<SigningKey, 'kid' | 'privateKey'>,
  header: { alg?: string; kid?: string } = {},
): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid, ...header }).sign(privateKey);

/** Signed with no key at all. */
export const unsigned = (claims: JWTPayload): string => new UnsecuredJWT(claims).encode();

/** Signed with what everybody knows, the public key, as if it were a secret. */
export const signedWithPublicKey = (claims: JWTPayload, { kid, publicKey }: SigningKey): Promise<string> => {
  const pem = publicKey.export({ format: 'pem', type: 'spki' });
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', kid })
    .sign(createSecretKey(Buffer.from(pem)));
};

/** Emulator, skill and tenant tokens are issued by Entra ID, in two versions. */
export const entraIssuers = (tenant: string): readonly [v1: string, v2: string] => [
  `https://sts.windows.net/${tenant}/`,
  `https://login.microsoftonline.com/${tenant}/v2.0`,
];
