import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type KeysSettings, readKeysSettings } from '../../src/config/keys-environment.ts';
import { withoutEmpty } from '../../src/config/variables.ts';
import { credentialFor } from '../../src/consultation/credential.ts';
import { openKeys } from '../../src/keys/open.ts';
import type { SealKey } from '../../src/store/seal.ts';
import { EXIT, Refused } from './sentences.ts';

const KEY_BYTES = 32;

/**
 * The key of the seals: from the file that `LOG_KEY_FILE` names (`npm run keys -- log-key`), for whoever checks the log and
 * may not have the other keys; else from where the program has its keys.
 *
 * @throws Refused when there is none
 */
export const sealKeyIn = async (environment: NodeJS.ProcessEnv): Promise<SealKey> => {
  const { LOG_KEY_FILE: file = '' } = environment;
  return file === '' ? keyOf(settingsIn(environment)) : inFile(file);
};

export const settingsIn = (environment: NodeJS.ProcessEnv): KeysSettings => {
  const read = readKeysSettings(withoutEmpty(environment));
  if (!read.ok) throw new Refused(EXIT.configuration, read.refusal.join('\n'));
  return read.value;
};

const nothing = (): void => undefined;
const NO_LOG = { debug: nothing, info: nothing, warn: nothing, error: nothing };

export const keyOf = async (settings: KeysSettings): Promise<SealKey> => {
  // Opened, it would be made, and no seal would fit a new key.
  if (settings.kind === 'files' && !existsSync(settings.directory))
    throw new Refused(
      EXIT.configuration,
      `De sleutels staan niet in ${settings.directory}: zonder sleutel is het logboek niet te controleren. Zet KEYS_DIR.`,
    );
  const keys = await openKeys(settings, { clock: () => Date.now(), credentialFor, log: NO_LOG });
  if (!keys.ok) throw new Refused(EXIT.configuration, keys.refusal.join('\n'));
  return keys.value.secrets.logKey();
};

const inFile = async (file: string): Promise<SealKey> => {
  try {
    const key = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64url');
    if (key.length === KEY_BYTES) return key;
  } catch (error) {
    throw new Refused(EXIT.configuration, `LOG_KEY_FILE ${file} is niet te lezen. (${String(error)})`);
  }
  throw new Refused(EXIT.configuration, `LOG_KEY_FILE ${file} bevat geen sleutel van ${KEY_BYTES} bytes.`);
};
