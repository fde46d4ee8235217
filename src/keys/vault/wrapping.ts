import type { CryptographyClient } from '@azure/keyvault-keys';
import { createSecretKey } from 'node:crypto';
import { z } from 'zod';
import { DamagedKey } from '../port.ts';
import { freshKey, keyOf } from '../sealed.ts';
import type { VaultClients } from './clients.ts';

/** The vault unwraps with a private key that nobody can take out of it. */
const ALGORITHM = 'RSA-OAEP-256';

const wrappedText = z.object({
  version: z.literal(1),
  /** Version of the wrapping key: what was wrapped before it was renewed must be unwrapped by the old one. */
  by: z.string().regex(/^[0-9a-zA-Z]+$/),
  wrapped: z.base64url(),
});

export type Wrapping = ReturnType<typeof wrappingWith>;

/**
 * @param keyName of the wrapping key
 * @param newest id of its newest version, which wraps
 */
export const wrappingWith = ({ cryptography, ask, keys }: VaultClients, keyName: string, newest: string) => {
  const clients = new Map<string, CryptographyClient>();
  const clientOf = (version: string): CryptographyClient => {
    const client = clients.get(version) ?? cryptography(`${keys.vaultUrl}/keys/${keyName}/${version}`);
    clients.set(version, client);
    return client;
  };
  return {
    /** A new key, as text to be kept in the vault. */
    freshlyWrapped: async () => {
      const { key, bytes } = freshKey();
      const client = clientOf(newest);
      const { result } = await ask('the wrapping of a key', (abortSignal) =>
        client.wrapKey(ALGORITHM, bytes, { abortSignal }),
      );
      bytes.fill(0);
      const wrapped = Buffer.from(result).toString('base64url');
      const text: z.input<typeof wrappedText> = { version: 1, by: newest, wrapped };
      return { key, text: JSON.stringify(text) };
    },

    /** @throws DamagedKey */
    unwrapped: async (
      text: string | undefined,
      caseId: string,
    ): Promise<ReturnType<typeof createSecretKey>> => {
      const { by, wrapped } = parsed(text, caseId);
      const client = clientOf(by);
      const { result } = await ask('the unwrapping of a key', (abortSignal) =>
        client.unwrapKey(ALGORITHM, Buffer.from(wrapped, 'base64url'), { abortSignal }),
      );
      const bytes = Buffer.from(result);
      const key = keyOf(bytes);
      bytes.fill(0);
      return key;
    },
  };
};

const parsed = (text: string | undefined, caseId: string): z.output<typeof wrappedText> => {
  try {
    return wrappedText.parse(JSON.parse(text ?? ''));
  } catch {
    throw new DamagedKey(`The key of ${caseId}`);
  }
};
