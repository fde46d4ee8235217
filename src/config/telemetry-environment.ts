import { z } from 'zod';
import { type Result, accept, refuse } from '../core/result.ts';
import { type Variables, isSafeAddress, linesOf, notSet } from './variables.ts';

/** Where traces, metrics and logs go to; both may be set. */
export interface TelemetrySettings {
  otlp?: OtlpSettings;
  applicationInsights?: ApplicationInsightsSettings;
}

/** A receiver that speaks OTLP over HTTP, with JSON. */
export interface OtlpSettings {
  /** Without a slash at the end; the signals go to `/v1/traces`, `/v1/metrics` and `/v1/logs` below it. */
  endpoint: string;
  /** As good as a password. */
  headers: Readonly<Record<string, string>>;
}

export interface ApplicationInsightsSettings {
  /** No more of it than is needed. */
  connectionString: string;
  /** Absent: the connection string alone is enough. */
  identity?: { kind: 'managed-identity'; clientId?: string };
}

/** One pair of a header, as the specification of OpenTelemetry writes it: the value may be percent-encoded. */
const HEADER = /^\s*([A-Za-z0-9!#$%&'*+.^_`|~-]+)\s*=\s*([\x21-\x2b\x2d-\x7e]*)\s*$/;

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

/** Undefined when one of them is no header. */
const headersIn = (text: string): Readonly<Record<string, string>> | undefined => {
  const pairs = text.split(',').map((pair) => {
    const [, name, value = ''] = HEADER.exec(pair) ?? [];
    return [name?.toLowerCase(), decoded(value)] as const;
  });
  const isRight = pairs.every(
    ([name, value]) => name !== undefined && value !== undefined && /^[\x20-\x7e]+$/.test(value),
  );
  return isRight ? Object.fromEntries(pairs.map(([name, value]) => [name ?? '', value ?? ''])) : undefined;
};

/** `https://user:password@…` would end up in errors. */
const isWithoutPassword = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
};

const endpoint = z
  .string()
  .refine(
    (text) => isSafeAddress(text) && isWithoutPassword(text),
    'is not an https address without a password; write for example https://otlp.example.nl (http only on 127.0.0.1 or localhost)',
  )
  .transform((text) => text.replace(/\/+$/, ''));

/** Secret: no message repeats any of it. */
const headers = z.string().transform((text, context) => {
  const read = headersIn(text);
  if (read) return read;
  context.addIssue('is not a list of headers; write for example authorization=Bearer%20abc,x-team=zorg');
  return z.NEVER;
});

const FORM = 'InstrumentationKey=<key>;IngestionEndpoint=https://<region>.in.applicationinsights.azure.com/';

const partsOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .split(';')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const [name = '', ...value] = pair.split('=');
        return [name.toLowerCase(), value.join('=')];
      }),
  );

/** What the exporter reads; it throws the whole away when there is one part that it does not understand. */
const READ = ['instrumentationkey', 'ingestionendpoint', 'applicationid', 'aadaudience'];

const withoutTheRest = (text: string): string =>
  [...partsOf(text)]
    .filter(([name]) => READ.includes(name))
    .map(([name, value]) => `${name}=${value}`)
    .join(';');

const KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Its exporter would go to a default outside the EU when there is no endpoint, and turns http into https. */
const connectionString = z
  .string()
  .refine((text) => KEY.test(partsOf(text).get('instrumentationkey') ?? ''), {
    error: `is not a connection string; copy it from the overview of the resource: ${FORM}`,
    abort: true,
  })
  .refine((text) => {
    const address = partsOf(text).get('ingestionendpoint') ?? '';
    return address.startsWith('https://') && isSafeAddress(address) && isWithoutPassword(address);
  }, `has no IngestionEndpoint that is an https address; copy it from the overview of the resource: ${FORM}`)
  .transform(withoutTheRest);

const settings = z
  .object({
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint.optional(),
    OTEL_EXPORTER_OTLP_HEADERS: headers.optional(),
    APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString.optional(),
    APPLICATIONINSIGHTS_AUTH: z
      .literal(
        'managed-identity',
        'is no way to show who we are; write managed-identity, or leave it out when the connection string is enough',
      )
      .optional(),
    APPLICATIONINSIGHTS_CLIENT_ID: z.string().optional(),
  })
  .transform((read): TelemetrySettings => {
    const { OTEL_EXPORTER_OTLP_ENDPOINT: address, APPLICATIONINSIGHTS_CONNECTION_STRING: connection } = read;
    return {
      ...(address !== undefined && {
        otlp: { endpoint: address, headers: read.OTEL_EXPORTER_OTLP_HEADERS ?? {} },
      }),
      ...(connection !== undefined && {
        applicationInsights: { connectionString: connection, ...identityIn(read) },
      }),
    };
  });

const identityIn = (read: {
  APPLICATIONINSIGHTS_AUTH?: 'managed-identity' | undefined;
  APPLICATIONINSIGHTS_CLIENT_ID?: string | undefined;
}): Pick<ApplicationInsightsSettings, 'identity'> => {
  const { APPLICATIONINSIGHTS_AUTH: kind, APPLICATIONINSIGHTS_CLIENT_ID: clientId } = read;
  return kind === undefined ? {} : { identity: { kind, ...(clientId !== undefined && { clientId }) } };
};

/** What means nothing without another variable. */
const NEEDS = [
  ['OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_EXPORTER_OTLP_ENDPOINT'],
  ['APPLICATIONINSIGHTS_AUTH', 'APPLICATIONINSIGHTS_CONNECTION_STRING'],
  ['APPLICATIONINSIGHTS_CLIENT_ID', 'APPLICATIONINSIGHTS_AUTH'],
] as const;

const shapeFor = (variables: Variables) =>
  z.looseObject(
    Object.fromEntries(
      NEEDS.filter(([, needed]) => variables[needed] === undefined).map(([name, needed]) => [
        name,
        notSet(`is set while ${needed} is not; set both, or leave it out`),
      ]),
    ),
  );

/**
 * @param variables without empty ones.
 * @returns nothing when nothing is sent anywhere; else the settings, or one line for each variable that is wrong.
 */
export const readTelemetrySettings = (
  variables: Variables,
): Result<TelemetrySettings | undefined, string[]> => {
  const lonely = shapeFor(variables).safeParse(variables);
  if (!lonely.success) return refuse(linesOf(lonely.error));
  const parsed = settings.safeParse(variables);
  if (!parsed.success) return refuse(linesOf(parsed.error));
  return accept((parsed.data.otlp ?? parsed.data.applicationInsights) ? parsed.data : undefined);
};

/** Every shape that variables are read by, for their names (`setting-names.ts`). */
export const telemetryShapes = [settings];
