import { readFile } from 'node:fs/promises';
import type { SealKey } from '../../src/store/seal.ts';
import { EXIT, Refused } from './sentences.ts';

const KEY_BYTES = 32;

/**
 * The key of the seals, from the file that `LOG_KEY_FILE` names: 32 bytes as base64url.
 *
 * @throws Refused when there is none
 */
export const sealKeyIn = async ({ LOG_KEY_FILE: file = '' }: NodeJS.ProcessEnv): Promise<SealKey> => {
  if (file === '')
    throw new Refused(
      EXIT.configuration,
      'LOG_KEY_FILE ontbreekt: zonder sleutel is het logboek niet te controleren.',
    );
  try {
    const key = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64url');
    if (key.length === KEY_BYTES) return key;
  } catch (error) {
    throw new Refused(EXIT.configuration, `LOG_KEY_FILE ${file} is niet te lezen. (${String(error)})`);
  }
  throw new Refused(EXIT.configuration, `LOG_KEY_FILE ${file} bevat geen sleutel van ${KEY_BYTES} bytes.`);
};
