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
  AuthenticationConstants,
  ClaimsIdentity,
  type ConnectorClient,
  ConnectorFactory,
  type UserTokenClient,
} from 'botframework-connector';
import { isOfType } from './turn.ts';
import type { Authentication } from '../config/environment.ts';

export const appIdOf = (auth: Authentication): string => (auth.kind === 'none' ? '' : auth.appId);

/**
 * How we make ourselves known to the Bot Connector; who calls us is in `tokens.ts`. An empty app id silently switches
 * authentication off in botbuilder, so only `BOT_AUTH=none` may lead to one.
 */
export const botAuthentication = (auth: Authentication): OwnAuthentication => {
  if (auth.kind === 'none') return new OwnAuthentication({});
  if (auth.appId === '') throw new Error('BOT_AUTH=required needs an app id');
  const configuration = {
    MicrosoftAppType: auth.appType,
    MicrosoftAppId: auth.appId,
    MicrosoftAppTenantId: auth.appTenantId,
    ...(auth.appType === 'SingleTenant' && { MicrosoftAppPassword: auth.appPassword }),
  };
  return new OwnAuthentication(configuration);
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

/** As whom we call the Bot Connector: botbuilder makes its clients from these claims. */
export const identityOf = (appId: string): ClaimsIdentity =>
  new ClaimsIdentity([
    { type: 'aud', value: appId },
    { type: 'appid', value: appId },
  ]);

/**
 * botbuilder makes two HTTP clients in each turn; that takes longer than the rest of its turn, and they are hardly ever used.
 * Here a turn gets the clients of an earlier turn to the same address.
 */
export class OwnAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #connectors = new Map<string, ConnectorClient>();
  readonly #tokens = new Map<string, UserTokenClient>();

  /** For a turn of a caller that was let in. */
  forTurn(claimsIdentity: ClaimsIdentity): AuthenticateRequestResult {
    const connectors = this.createConnectorFactory(claimsIdentity);
    return {
      audience: AuthenticationConstants.ToChannelFromBotOAuthScope,
      callerId: '',
      claimsIdentity,
      connectorFactory: new RememberingConnectors(connectors, this.#connectors, calledAs(claimsIdentity)),
    };
  }

  /** botbuilder lets in more than Teams (see `tokens.ts`), so it is never asked. */
  override authenticateRequest(): Promise<AuthenticateRequestResult> {
    return Promise.reject(new Error('Who calls is decided in tokens.ts'));
  }

  override createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    return remembered(this.#tokens, calledAs(identity), () => super.createUserTokenClient(identity));
  }
}

/** The botbuilder adapter without its HTTP part, and without its own idea of who may call. */
export class TeamsAdapter extends CloudAdapter {
  readonly #authentication: OwnAuthentication;
  readonly #us: ClaimsIdentity;

  /** @param appId empty in local mode */
  constructor(authentication: OwnAuthentication, appId: string) {
    super(authentication);
    this.#authentication = authentication;
    this.#us = identityOf(appId);
  }

  /**
   * Runs the bot on one activity of a caller that was let in.
   *
   * @returns the answer to an invoke; undefined for other activities
   */
  async run(
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(this.#authentication.forTurn(this.#us), activity, logic);
  }
}

/** Words as the answer to an invoke; undefined when it is none. */
export const invokeWords = (activity: Activity, words: string): object | undefined => {
  if (!isOfType(activity, ActivityTypes.Invoke)) return undefined;
  return activity.name === 'adaptiveCard/action'
    ? { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: words }
    : { task: { type: 'message', value: words } };
};

/** A fault in a turn: the user gets a calm sentence with the id that is in the log. */
export const apologise = async (context: TurnContext, correlation: string): Promise<void> => {
  const sentence = `Er ging iets mis. Typ "casussen" om te zien of het is opgeslagen. Zo niet: probeer het opnieuw, of bel elkaar. Geef de beheerder code ${correlation}.`;
  const body = invokeWords(context.activity, sentence);
  await context.sendActivity(
    body ? { type: ActivityTypes.InvokeResponse, value: { status: 200, body } } : sentence,
  );
};
