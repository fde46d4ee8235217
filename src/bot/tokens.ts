import { AuthenticationConstants } from 'botframework-connector';
import { decodeJwt, errors, jwtVerify } from 'jose';
import type { Authentication } from '../config/environment.ts';
import type { Log } from '../core/log.ts';
import { type Result, accept, refuse } from '../core/result.ts';
import { type Clock, MINUTE, SECOND } from '../core/time.ts';
import { CHANNEL, type ChannelKeys, channelKeys } from './channel-keys.ts';

/** Why somebody is not let in; for the log, never for the caller. */
export interface TokenRefusal {
  /** 401: nobody we know. 403: it is the channel, but this activity is not what its token is for. */
  status: 401 | 403;
  code: string;
  /** The claim that is wrong. */
  claim?: string;
}

/** A caller whose token is right. */
export interface Caller {
  /** Whether its token is for an activity that says this of itself. */
  allows(activity: { channelId: string; serviceUrl: string }): Result<true, TokenRefusal>;
}

/**
 * Tells from the Authorization headers of a request who calls.
 *
 * @throws {KeysUnreachable} when nobody can be told from anybody now.
 */
export type Authenticate = (headers: readonly string[]) => Promise<Result<Caller, TokenRefusal>>;

/** How long after its end a token is still good, and how long before its beginning, as the Bot Framework asks. */
const CLOCK_SKEW = (5 * MINUTE) / SECOND;

/** Nothing but a token of three parts; the last may be empty, which is then refused for what it is. */
const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/;

const refusal = (code: string, claim?: string): { ok: false; refusal: TokenRefusal } =>
  refuse({ status: 401, code, ...(claim !== undefined && { claim }) });

/** Only for `BOT_AUTH=none`, which listens on this machine only. */
const anybody: Authenticate = () => Promise.resolve(accept({ allows: () => accept(true) }));

/**
 * Checks every token ourselves. botbuilder would also take tokens of the emulator, of other bots (skills) and of keys that
 * are endorsed for nothing, would see a new key after an hour only, and throws the same for a token that is wrong and a key
 * server that is away.
 */
export const authenticator = (
  auth: Authentication,
  { clock, log }: { clock: Clock; log: Log },
): Authenticate => {
  if (auth.kind === 'none') return anybody;
  const {
    issuer = AuthenticationConstants.ToBotFromChannelTokenIssuer,
    metadataUrl = AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
  } = auth.channel ?? {};
  return tokenCheck({ issuer, audience: auth.appId, keys: channelKeys({ metadataUrl, clock, log }), clock });
};

export interface TokenCheckParts {
  issuer: string;
  /** The app id of the bot. */
  audience: string;
  keys: ChannelKeys;
  clock: Clock;
}

export const tokenCheck = (parts: TokenCheckParts): Authenticate => {
  const { issuer, audience, keys, clock } = parts;
  const keyOf = async ({ kid }: { kid?: string }) => {
    const key = await keys(kid);
    if (!key) throw new errors.JWKSNoMatchingKey();
    return key;
  };
  return async ([header = '', ...more]) => {
    const [, token] = BEARER.exec(header) ?? [];
    if (token === undefined || more.length > 0) return refusal('NO_TOKEN');
    try {
      // Before anything is looked up: a token of the emulator, of a skill or of a tenant is none for us.
      if (decodeJwt(token).iss !== issuer) return refusal('WRONG_ISSUER', 'iss');
      const { payload } = await jwtVerify(token, keyOf, {
        issuer,
        audience,
        algorithms: AuthenticationConstants.AllowedSigningAlgorithms,
        clockTolerance: CLOCK_SKEW,
        currentDate: new Date(clock()),
        requiredClaims: ['exp', AuthenticationConstants.ServiceUrlClaim],
      });
      return accept(callerFor(payload[AuthenticationConstants.ServiceUrlClaim]));
    } catch (error) {
      if (error instanceof errors.JWTClaimValidationFailed) return refusal(error.code, error.claim);
      if (error instanceof errors.JOSEError) return refusal(error.code);
      throw error;
    }
  };
};

const callerFor = (serviceUrl: unknown): Caller => ({
  allows: (activity) => {
    if (activity.channelId !== CHANNEL) return refuse({ status: 403, code: 'WRONG_CHANNEL' });
    if (activity.serviceUrl !== serviceUrl)
      return refuse({
        status: 403,
        code: 'WRONG_SERVICE_URL',
        claim: AuthenticationConstants.ServiceUrlClaim,
      });
    return accept(true);
  },
});
