import {
  type Activity,
  ActivityTypes,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import { AuthenticationError, type BotFrameworkAuthentication } from 'botframework-connector';
import { isOfType } from './turn.ts';
import type { Authentication } from '../config/environment.ts';

export const appIdOf = (auth: Authentication): string => (auth.kind === 'none' ? '' : auth.appId);

/**
 * How the Bot Connector and we trust each other. An empty app id silently switches authentication off in
 * botbuilder, so only `BOT_AUTH=none` may lead to one.
 */
export const botAuthentication = (auth: Authentication): BotFrameworkAuthentication => {
  if (auth.kind === 'none') {
    return new ConfigurationBotFrameworkAuthentication({});
  }
  if (auth.appId === '') throw new Error('BOT_AUTH=required needs an app id');
  const configuration = {
    MicrosoftAppType: auth.appType,
    MicrosoftAppId: auth.appId,
    MicrosoftAppTenantId: auth.appTenantId,
    ...(auth.appType === 'SingleTenant' && { MicrosoftAppPassword: auth.appPassword }),
  };
  return new ConfigurationBotFrameworkAuthentication(configuration);
};

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
