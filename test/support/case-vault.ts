/** The keys of cases in memory, with the real sealing: for worlds that are not about where keys are kept. */
import { Readable } from 'node:stream';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { CaseVault } from '../../src/vault.ts';

export interface MemoryVault extends CaseVault {
  readonly gone: ReadonlySet<string>;
}

export const memoryVault = (): MemoryVault => {
  const keys = new Map<string, Buffer>();
  const gone = new Set<string>();
  const keyOf = (caseId: string): Buffer => {
    if (gone.has(caseId)) throw new Error(`the key of ${caseId} was destroyed`);
    const key = keys.get(caseId) ?? randomBytes(32);
    keys.set(caseId, key);
    return key;
  };
  return {
    gone,
    seal: (caseId, text) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', keyOf(caseId), nonce);
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return Promise.resolve(sealed.toString('base64url'));
    },
    open: (caseId, sealed) => {
      const key = keys.get(caseId);
      if (!key) return Promise.resolve(undefined);
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(-16));
      return Promise.resolve(
        Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8'),
      );
    },
    destroy: (caseId) => {
      keys.delete(caseId);
      gone.add(caseId);
      return Promise.resolve();
    },
    destroyed: () => Readable.from([...gone]),
  };
};
