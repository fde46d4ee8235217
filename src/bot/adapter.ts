import {
  type Activity,
  ActivityTypes,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import {
  type AuthenticateRequestResult,
  AuthenticationError,
  type BotFrameworkAuthentication,
  type ClaimsIdentity,
  type ConnectorClient,
  ConnectorFactory,
  type UserTokenClient,
} from 'botframework-connector';
import { isOfType } from './turn.ts';
import type { Authentication } from '../config/environment.ts';

export const appIdOf = (auth: Authentication): string => (auth.kind === 'none' ? '' : auth.appId);

/**
 * How the Bot Connector and we trust each other. An empty app id silently switches authentication off in
 * botbuilder, so only `BOT_AUTH=none` may lead to one.
 */
export const botAuthentication = (auth: Authentication): BotFrameworkAuthentication => {
  if (auth.kind === 'none') {
    return new RememberingAuthentication({});
  }
  if (auth.appId === '') throw new Error('BOT_AUTH=required needs an app id');
  const configuration = {
    MicrosoftAppType: auth.appType,
    MicrosoftAppId: auth.appId,
    MicrosoftAppTenantId: auth.appTenantId,
    ...(auth.appType === 'SingleTenant' && { MicrosoftAppPassword: auth.appPassword }),
  };
  return new RememberingAuthentication(configuration);
};

/** Teams has a few service addresses, and one bot has one identity. */
const REMEMBERED = 100;

/** What was made before for this key; what could not be made is not remembered. */
const remembered = async <T>(known: Map<string, T>, key: string, make: () => Promise<T>): Promise<T> => {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = await make();
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, made);
  return made;
};

class RememberingConnectors extends ConnectorFactory {
  readonly #connectors: ConnectorFactory;
  readonly #known: Map<string, ConnectorClient>;
  readonly #as: string;

  constructor(connectors: ConnectorFactory, known: Map<string, ConnectorClient>, as: string) {
    super();
    this.#connectors = connectors;
    this.#known = known;
    this.#as = as;
  }

  create(serviceUrl: string, audience = ''): Promise<ConnectorClient> {
    const key = JSON.stringify([this.#as, serviceUrl, audience]);
    return remembered(this.#known, key, () => this.#connectors.create(serviceUrl, audience));
  }
}

/** As whom a client calls: botbuilder makes it of these claims of the caller, which name us. */
const calledAs = (identity: ClaimsIdentity): string =>
  identity.getClaimValue('aud') ?? identity.getClaimValue('appid') ?? '';

/**
 * botbuilder makes two HTTP clients in each turn; that takes longer than the rest of its turn, and they are hardly ever used.
 * Here a turn gets the clients of an earlier turn to the same address. Who calls us is checked each time.
 */
class RememberingAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #connectors = new Map<string, ConnectorClient>();
  readonly #tokens = new Map<string, UserTokenClient>();

  override async authenticateRequest(activity: Activity, header: string): Promise<AuthenticateRequestResult> {
    const caller = await super.authenticateRequest(activity, header);
    const { connectorFactory, claimsIdentity } = caller;
    if (!connectorFactory) return caller;
    const as = calledAs(claimsIdentity);
    return {
      ...caller,
      connectorFactory: new RememberingConnectors(connectorFactory, this.#connectors, as),
    };
  }

  override createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    return remembered(this.#tokens, calledAs(identity), () => super.createUserTokenClient(identity));
  }
}

/** jsonwebtoken's own errors: botbuilder lets them through, and they mean that the caller is not who it says. */
const TOKEN_ERRORS = new Set(['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError']);

export const isUnauthorised = (error: unknown): boolean =>
  error instanceof AuthenticationError || (error instanceof Error && TOKEN_ERRORS.has(error.name));

/** The botbuilder adapter without its HTTP part, which prints errors and lets bad tokens become a 500. */
export class TeamsAdapter extends CloudAdapter {
  /**
   * Authenticates one activity and runs the bot on it.
   *
   * @returns the answer to an invoke; undefined for other activities
   * @throws when the caller is not authenticated (`isUnauthorised`)
   */
  async run(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, logic);
  }
}

/** A fault in a turn: the user gets a calm sentence with the id that is in the log. */
export const apologise = async (context: TurnContext, correlation: string): Promise<void> => {
  const sentence = `Er ging iets mis. Typ "casussen" om te zien of het is opgeslagen. Zo niet: probeer het opnieuw, of bel elkaar. Geef de beheerder code ${correlation}.`;
  if (!isOfType(context.activity, ActivityTypes.Invoke)) {
    await context.sendActivity(sentence);
    return;
  }
  const body =
    context.activity.name === 'adaptiveCard/action'
      ? { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: sentence }
      : { task: { type: 'message', value: sentence } };
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 200, body } });
};
