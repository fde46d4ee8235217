/** A folder of keys for one test. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../../src/core/log.ts';

export interface KeysFolder {
  readonly root: string;
  /** In it, and not there yet. */
  readonly directory: string;
  remove(): Promise<void>;
}

export const startKeysFolder = async (): Promise<KeysFolder> => {
  const root = await mkdtemp(join(tmpdir(), 'eerder-erbij-keys-'));
  return { root, directory: join(root, 'keys'), remove: () => rm(root, { recursive: true }) };
};

/** Keeps every line. */
export const listening = (): { log: Log; lines: string[] } => {
  const lines: string[] = [];
  const line =
    (level: string) =>
    (fields: object, message: string): void => {
      lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
    };
  return {
    log: { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') },
    lines,
  };
};
