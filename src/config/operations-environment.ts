import { z } from 'zod';
import { type Result, accept, refuse } from '../core/result.ts';
import { type Variables, isSafeAddress, linesOf } from './variables.ts';

/** What whoever keeps the program running wants of it. */
export interface OperationsSettings {
  /** Called after each sweep while all is well; its silence is the alarm. */
  heartbeatUrl?: string;
}

/** `fetch` refuses an address with a name or a password in it, and repeats it in its error. */
const isWithoutPassword = (text: string): boolean => {
  const { username, password } = new URL(text);
  return username === '' && password === '';
};

/** Many such services take a query, as in `?status=up`. The address is as good as a password: no message repeats it. */
const heartbeatUrl = z
  .string()
  .refine(
    (text) => isSafeAddress(text.split('?', 1).join('')) && isWithoutPassword(text),
    'is not an https address without a password; write for example https://heartbeat.example.nl/abc (http only on 127.0.0.1 or localhost)',
  );

const settings = z
  .object({ HEARTBEAT_URL: heartbeatUrl.optional() })
  .transform(({ HEARTBEAT_URL: url }): OperationsSettings =>
    url === undefined ? {} : { heartbeatUrl: url },
  );

/**
 * @param variables without empty ones.
 * @returns the settings, or one line for each variable that is wrong.
 */
export const readOperationsSettings = (variables: Variables): Result<OperationsSettings, string[]> => {
  const parsed = settings.safeParse(variables);
  return parsed.success ? accept(parsed.data) : refuse(linesOf(parsed.error));
};

/** Every shape that variables are read by, for their names (`setting-names.ts`). */
export const operationsShapes = [settings];
