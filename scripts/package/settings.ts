import { z } from 'zod';
import { type Variables, linesOf, required, withoutEmpty, wrong } from '../../src/config/variables.ts';
import { type Result, accept, refuse } from '../../src/core/result.ts';

/** What a placeholder in the template stands for, by its name. */
export type Filling = Readonly<Record<string, string>>;

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const EXAMPLE = '12345678-90ab-cdef-1234-567890abcdef';

const id = (missing: string) =>
  required(`is missing; write ${missing}`).regex(
    GUID,
    wrong((quoted) => `is ${quoted}; write an id such as ${EXAMPLE}`),
  );

const page = (what: string) =>
  required(
    `is missing; write the address of ${what}, for example https://www.example.nl/eerder-erbij`,
  ).refine(
    (text) => URL.canParse(text) && new URL(text).protocol === 'https:',
    wrong((quoted) => `is ${quoted}; write an address that begins with https://`),
  );

const shape = z.object({
  TEAMS_APP_ID: id('an id of your own for the app in Teams, once and for all: "uuidgen" makes one'),
  BOT_ID: id('the app (client) id of the bot, the same as MicrosoftAppId'),
  DEVELOPER_NAME: required('is missing; write the name of your organisation').max(
    32,
    wrong((quoted) => `is ${quoted}; Teams shows at most 32 characters`),
  ),
  DEVELOPER_WEBSITE_URL: page('a page about the app for users'),
  DEVELOPER_PRIVACY_URL: page('your privacy statement'),
  DEVELOPER_TERMS_URL: page('your terms of use'),
});

/** Names of what `npm run package` reads. */
export const PACKAGE_SETTINGS: readonly string[] = Object.keys(shape.shape);

/**
 * @param variables the environment; the id of the bot may be there under the name that the program has for it.
 * @returns what to fill in, or one line for each variable that is missing or wrong.
 */
export const readFilling = (variables: Variables): Result<Filling, string[]> => {
  const present = withoutEmpty(variables);
  const { BOT_ID: bot, MicrosoftAppId: app } = present;
  if (bot !== undefined && app !== undefined && bot !== app)
    return refuse(['BOT_ID is another id than MicrosoftAppId; write the same, or one of them']);
  const parsed = shape.safeParse({ BOT_ID: app, ...present });
  return parsed.success ? accept(parsed.data) : refuse(linesOf(parsed.error));
};
