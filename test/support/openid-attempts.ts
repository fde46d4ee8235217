/** Everything that is no right token of Teams, each with what the log must call it. */
import {
  APP_ID,
  APP_TENANT,
  ISSUER,
  type SigningKey,
  TEAMS,
  claimsFor,
  entraIssuers,
  signed,
  signedWithPublicKey,
  signingKey,
  unsigned,
} from './openid.ts';
import { TENANT } from './places.ts';

/** The key of Teams, as the server publishes it. */
export const key = signingKey(TEAMS);

/** What else it publishes. */
const [webChat, bare] = [signingKey(['webchat', 'directline']), signingKey()];
export const published = (): SigningKey[] => [key, webChat, bare];

const forger = signingKey(TEAMS);

type Claims = ReturnType<typeof claimsFor>;

const HOUR = 3600;

const CLAIM = 'ERR_JWT_CLAIM_VALIDATION_FAILED';
const ALGORITHM = 'ERR_JOSE_ALG_NOT_ALLOWED';
const SIGNATURE = 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED';
const KEY = 'ERR_JWKS_NO_MATCHING_KEY';

export interface Attempt {
  what: string;
  status: 401 | 403;
  /** What the log calls it. */
  code: string;
  /** The header, given what would be right. */
  header: (right: Claims) => Promise<string | undefined>;
}

const attempt = (
  what: string,
  code: string,
  header: (right: Claims) => string | undefined | Promise<string | undefined>,
): Attempt => ({ what, status: 401, code, header: (right) => Promise.resolve(header(right)) });

/** Signed with the key of Teams, with something else in it. */
const saying = (what: string, code: string, more: (right: Claims) => object): Attempt =>
  attempt(what, code, async (right) => `Bearer ${await signed({ ...right, ...more(right) }, key)}`);

const changedAfterwards = async (right: Claims): Promise<string> => {
  const [head, , signature] = (await signed({ ...right, aud: 'another' }, key)).split('.');
  return `Bearer ${head}.${Buffer.from(JSON.stringify(right)).toString('base64url')}.${signature}`;
};

/** The Bot Framework's own tenant, which botbuilder believes; the tenant of the bot; that of a region; any other. */
const TENANTS = [
  'd6d49420-f39b-4df7-a1dc-d59a935871db',
  APP_TENANT,
  TENANT,
  '55555555-5555-4555-8555-555555555555',
];

/** Signed with a key the server knows, and right in everything but who issued them. */
const entra: readonly Attempt[] = TENANTS.flatMap((tenant) => {
  const [v1, v2] = entraIssuers(tenant);
  const another = '66666666-6666-4666-8666-666666666666';
  const of = (what: string, iss: string, more: object): Attempt =>
    saying(`${what} of ${tenant}`, 'WRONG_ISSUER', () => ({ iss, tid: tenant, ...more }));
  return [
    of('a token of the emulator, version 1,', v1, { ver: '1.0', appid: APP_ID }),
    of('a token of the emulator, version 2,', v2, { ver: '2.0', azp: APP_ID }),
    of('a token of a skill', v2, { ver: '2.0', azp: another }),
  ];
});

export const ATTEMPTS: readonly Attempt[] = [
  attempt('no header', 'NO_TOKEN', () => undefined),
  attempt('an empty header', 'NO_TOKEN', () => ''),
  attempt('no token', 'NO_TOKEN', () => 'Bearer'),
  attempt('an empty token', 'NO_TOKEN', () => 'Bearer '),
  attempt('another scheme', 'NO_TOKEN', async (right) => `Basic ${await signed(right, key)}`),
  attempt('no scheme', 'NO_TOKEN', (right) => signed(right, key)),
  attempt('two tokens', 'NO_TOKEN', async (right) => `Bearer ${await signed(right, key)},x`),
  attempt('nonsense of three parts', 'ERR_JWT_INVALID', () => 'Bearer a.b.c'),
  attempt(
    'a forged signature',
    SIGNATURE,
    async (right) => `Bearer ${await signed(right, { ...forger, kid: key.kid })}`,
  ),
  attempt('changed claims', SIGNATURE, changedAfterwards),
  attempt('an unknown key', KEY, async (right) => `Bearer ${await signed(right, forger)}`),
  attempt('a key for another channel', KEY, async (right) => `Bearer ${await signed(right, webChat)}`),
  attempt('a key that is endorsed for nothing', KEY, async (right) => `Bearer ${await signed(right, bare)}`),
  attempt('no algorithm', ALGORITHM, (right) => `Bearer ${unsigned(right)}`),
  attempt(
    'the public key as a secret',
    ALGORITHM,
    async (right) => `Bearer ${await signedWithPublicKey(right, key)}`,
  ),
  attempt(
    'another algorithm',
    ALGORITHM,
    async (right) => `Bearer ${await signed(right, key, { alg: 'PS256' })}`,
  ),
  saying('another issuer', 'WRONG_ISSUER', () => ({ iss: `${ISSUER}/` })),
  saying('no issuer', 'WRONG_ISSUER', () => ({ iss: undefined })),
  saying('another audience', CLAIM, () => ({ aud: APP_TENANT })),
  saying('no audience', CLAIM, () => ({ aud: undefined })),
  saying('a token that expired', 'ERR_JWT_EXPIRED', ({ exp }) => ({ exp: exp - 2 * HOUR })),
  saying('a token that never expires', CLAIM, () => ({ exp: undefined })),
  saying('a token that is not good yet', CLAIM, ({ nbf }) => ({ nbf: nbf + HOUR / 2 })),
  saying('no service address', CLAIM, () => ({ serviceurl: undefined })),
  {
    ...saying('another service address', 'WRONG_SERVICE_URL', () => ({
      serviceurl: 'https://smba.invalid/',
    })),
    status: 403,
  },
  ...entra,
];
