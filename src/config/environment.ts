import { z } from 'zod';
import { accept, refuse } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { type CosmosSettings, readCosmosSettings } from './cosmos-environment.ts';
import { type GraphSettings, readGraphSettings } from './graph-environment.ts';
import { type KeysSettings, readKeysSettings } from './keys-environment.ts';
import { type OperationsSettings, readOperationsSettings } from './operations-environment.ts';
import { type SmsSettings, readSmsSettings } from './sms-environment.ts';
import { type TelemetrySettings, readTelemetrySettings } from './telemetry-environment.ts';
import {
  type Variables,
  isLoopback,
  isSafeAddress,
  linesOf,
  required,
  withoutEmpty,
  wrong,
} from './variables.ts';

export type { CosmosSettings } from './cosmos-environment.ts';
export type { GraphSettings } from './graph-environment.ts';
export type { KeysSettings } from './keys-environment.ts';
export type { SmsSettings } from './sms-environment.ts';
export type { TelemetrySettings } from './telemetry-environment.ts';

const SAMPLE_REGION = 'config/region.voorbeeld.yaml';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** What the installation decides; what a municipality decides is in the region file. */
export interface Environment extends OperationsSettings {
  /** 0 asks the operating system for any free port. */
  port: number;
  host: string;
  regionFile: string;
  store: { kind: 'sqlite'; dataDir: string } | ({ kind: 'cosmos' } & CosmosSettings);
  /** Where the keys are that open what is told about a household. */
  keys: KeysSettings;
  auth: Authentication;
  /** Where people reach this service, without a trailing slash. */
  publicUrl?: string;
  /** Absent: no meeting of its own can be made for a consultation. */
  graph?: GraphSettings;
  /** Absent: no text messages are sent. */
  sms?: SmsSettings;
  /** Absent: no traces, metrics or logs are sent anywhere. */
  telemetry?: TelemetrySettings;
  logLevel: (typeof LOG_LEVELS)[number];
}

/** Who signs what Teams sends us; absent: the public cloud. */
export interface ChannelSettings {
  issuer: string;
  /** Address of the OpenID metadata, which says where the keys are. */
  metadataUrl: string;
}

interface Registered {
  kind: 'required';
  appId: string;
  appTenantId: string;
  channel?: ChannelSettings;
}

/** `none` is for the Playground on this machine only. */
export type Authentication =
  | { kind: 'none' }
  | (Registered & { appType: 'SingleTenant'; appPassword: string })
  | (Registered & { appType: 'UserAssignedMSI' });

/**
 * Reads the environment variables, with their defaults. An empty variable counts as absent, because
 * that is how a template or a pipeline leaves one out.
 *
 * @returns the environment, or one line for each variable that is wrong. Secrets and the app id are
 * never repeated in a line: it ends up in a log.
 */
export const readEnvironment = (variables: Variables): Result<Environment, string[]> => {
  const present = withoutEmpty(variables);
  const parsed = shapeFor(present).safeParse(present);
  const cosmos = readCosmosSettings(present);
  const keys = readKeysSettings(present);
  const graph = readGraphSettings(present);
  const sms = readSmsSettings(present);
  const telemetry = readTelemetrySettings(present);
  const operations = readOperationsSettings(present);
  if (parsed.success && cosmos.ok && keys.ok && graph.ok && sms.ok && telemetry.ok && operations.ok) {
    return accept({
      ...parsed.data,
      ...operations.value,
      keys: keys.value,
      ...(cosmos.value && { store: { kind: 'cosmos', ...cosmos.value } }),
      ...(graph.value && { graph: graph.value }),
      ...(sms.value && { sms: sms.value }),
      ...(telemetry.value && { telemetry: telemetry.value }),
    });
  }
  return refuse([
    ...(parsed.success ? [] : linesOf(parsed.error)),
    ...[cosmos, keys, graph, sms, telemetry, operations].flatMap((read) => (read.ok ? [] : read.refusal)),
  ]);
};

/** An unknown BOT_AUTH or app type is read by the strictest shape, so that every problem shows at once. */
const shapeFor = (variables: Variables) => {
  if (variables.BOT_AUTH === 'none') return withoutAuthentication;
  if (variables.MicrosoftAppType === 'UserAssignedMSI') return managedIdentity;
  return singleTenant;
};

const port = z
  .string()
  .refine(
    (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535,
    wrong((quoted) => `is ${quoted}; write a whole number from 0 to 65535, where 0 takes any free port`),
  )
  .transform(Number);

const store = z.enum(
  ['sqlite', 'cosmos'],
  wrong((quoted) => `is ${quoted}; write sqlite or cosmos`),
);

/** Teams refuses a link without TLS; plain http only makes sense on this machine. */
const publicUrl = z
  .string()
  .refine(
    isSafeAddress,
    'is not an https address; write for example https://bot.example.nl (http only on 127.0.0.1 or localhost)',
  )
  .transform((text) => text.replace(/\/+$/, ''));

const common = {
  PORT: port.default(3978),
  HOST: z.string().default('127.0.0.1'),
  STORE: store.default('sqlite'),
  DATA_DIR: z.string().default('./data'),
  PUBLIC_URL: publicUrl.optional(),
  LOG_LEVEL: z
    .enum(
      LOG_LEVELS,
      wrong((quoted) => `is ${quoted}; write one of ${LOG_LEVELS.join(', ')}`),
    )
    .default('info'),
};

type Common = z.output<z.ZodObject<typeof common>> & { REGION_FILE: string };

const environment = (read: Common, auth: Authentication): Omit<Environment, 'keys'> => ({
  port: read.PORT,
  host: read.HOST,
  regionFile: read.REGION_FILE,
  store: { kind: 'sqlite', dataDir: read.DATA_DIR },
  auth,
  ...(read.PUBLIC_URL === undefined ? {} : { publicUrl: read.PUBLIC_URL }),
  logLevel: read.LOG_LEVEL,
});

const withoutAuthentication = z
  .object({
    ...common,
    // Without authentication anybody who can reach the port is whoever they say they are.
    HOST: common.HOST.refine(
      isLoopback,
      wrong((quoted) => `is ${quoted} while BOT_AUTH=none; write 127.0.0.1, or BOT_AUTH=required`),
    ),
    REGION_FILE: z.string().default(SAMPLE_REGION),
    MicrosoftAppId: z
      .undefined('is set while BOT_AUTH=none; leave it out to try the bot here, or write BOT_AUTH=required')
      .optional(),
  })
  .transform((read) => environment(read, { kind: 'none' }));

const authenticated = {
  ...common,
  BOT_AUTH: z
    .literal(
      'required',
      wrong((quoted) => `is ${quoted}; write required, or none for the Playground on this machine`),
    )
    .default('required'),
  REGION_FILE: required('is missing; write the path of the region file (only BOT_AUTH=none uses the sample)'),
  // botbuilder switches authentication off, without a word, when the app id is empty.
  MicrosoftAppId: required('is missing; write the app (client) id of the bot registration'),
  MicrosoftAppTenantId: required('is missing; write the id of the tenant the bot is registered in'),
  ToBotFromChannelTokenIssuer: z.string().optional(),
  ToBotFromChannelOpenIdMetadataUrl: z
    .string()
    .refine(
      isSafeAddress,
      'is not an https address; write for example https://login.botframework.com/v1/.well-known/openidconfiguration (http only on 127.0.0.1 or localhost)',
    )
    .optional(),
};

type Authenticated = z.output<z.ZodObject<typeof authenticated>>;

/** Keys of one cloud with the issuer of another would refuse everybody. */
const issuerAndKeysTogether = (read: Authenticated, context: z.RefinementCtx): void => {
  const [one, other] = ['ToBotFromChannelTokenIssuer', 'ToBotFromChannelOpenIdMetadataUrl'] as const;
  for (const [missing, present] of [
    [one, other],
    [other, one],
  ] as const) {
    if (read[missing] !== undefined || read[present] === undefined) continue;
    const message = `is missing while ${present} is set; write both, or neither for the public cloud`;
    context.addIssue({ code: 'custom', path: [missing], message });
  }
};

const registered = (read: Authenticated): Registered => {
  const { ToBotFromChannelTokenIssuer: issuer, ToBotFromChannelOpenIdMetadataUrl: metadataUrl } = read;
  return {
    kind: 'required',
    appId: read.MicrosoftAppId,
    appTenantId: read.MicrosoftAppTenantId,
    ...(issuer !== undefined && metadataUrl !== undefined && { channel: { issuer, metadataUrl } }),
  };
};

const managedIdentity = z
  .object(authenticated)
  .superRefine(issuerAndKeysTogether)
  .transform((read) => environment(read, { ...registered(read), appType: 'UserAssignedMSI' }));

const singleTenant = z
  .object({
    ...authenticated,
    MicrosoftAppType: z
      .literal(
        'SingleTenant',
        wrong((quoted) =>
          quoted === '"MultiTenant"'
            ? 'is "MultiTenant", for which new bot registrations ended in July 2025; write SingleTenant or UserAssignedMSI'
            : `is ${quoted}; write SingleTenant or UserAssignedMSI`,
        ),
      )
      .default('SingleTenant'),
    MicrosoftAppPassword: required(
      'is missing; write the client secret, or use MicrosoftAppType=UserAssignedMSI',
    ),
  })
  .superRefine(issuerAndKeysTogether)
  .transform((read) =>
    environment(read, {
      ...registered(read),
      appType: 'SingleTenant',
      appPassword: read.MicrosoftAppPassword,
    }),
  );

/** Every shape that variables are read by here, for their names (`setting-names.ts`). */
export const environmentShapes = [withoutAuthentication, managedIdentity, singleTenant];
