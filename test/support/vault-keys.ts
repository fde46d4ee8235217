/** The keys of the vault of the tests: RSA keys with versions, that wrap and unwrap. */
import {
  type KeyObject,
  constants,
  generateKeyPairSync,
  privateDecrypt,
  publicEncrypt,
  randomUUID,
} from 'node:crypto';
import { z } from 'zod';
import { type Answer, refused } from './vault-answers.ts';

interface KeyVersion {
  readonly version: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
  readonly operations: readonly string[];
  readonly expires: number | undefined;
}

const createBody = z.strictObject({
  kty: z.literal('RSA'),
  key_size: z.literal(3072),
  key_ops: z.array(z.string()),
  attributes: z.strictObject({}).optional(),
});
const operationBody = z.strictObject({ alg: z.literal('RSA-OAEP-256'), value: z.base64url() });

const PADDING = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' } as const;

export const vaultKeyKeeper = (origin: () => string) => {
  const kept = new Map<string, KeyVersion[]>();

  const versionOf = (name: string, version?: string): KeyVersion | undefined =>
    kept.get(name)?.findLast((one) => version === undefined || one.version === version);

  const bundle = (name: string, one: KeyVersion): Answer => {
    const { n, e } = one.publicKey.export({ format: 'jwk' });
    const attributes = { enabled: true, ...(one.expires === undefined ? {} : { exp: one.expires }) };
    const kid = `${origin()}/keys/${name}/${one.version}`;
    return { status: 200, body: { key: { kid, kty: 'RSA', key_ops: one.operations, n, e }, attributes } };
  };

  /** Another version, as an administrator makes it. */
  const add = (
    name: string,
    operations: readonly string[] = ['wrapKey', 'unwrapKey'],
    expires?: number,
  ): KeyVersion => {
    // 2048 bits are quicker to find; it is the tests that wait.
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const one = { version: randomUUID().replaceAll('-', ''), ...pair, operations, expires };
    kept.set(name, [...(kept.get(name) ?? []), one]);
    return one;
  };

  return {
    kept,
    add,
    get: (name: string, version?: string): Answer => {
      const one = versionOf(name, version);
      return one ? bundle(name, one) : refused(404, 'KeyNotFound');
    },
    create: (name: string, given: unknown): Answer => {
      const { data, error } = createBody.safeParse(given);
      return error ? refused(400, 'BadParameter') : bundle(name, add(name, data.key_ops));
    },
    operate: (name: string, version: string, operation: 'wrapkey' | 'unwrapkey', given: unknown): Answer => {
      const one = versionOf(name, version);
      if (!one) return refused(404, 'KeyNotFound');
      const { data, error } = operationBody.safeParse(given);
      if (error) return refused(400, 'BadParameter');
      const bytes = Buffer.from(data.value, 'base64url');
      try {
        const result =
          operation === 'wrapkey'
            ? publicEncrypt({ key: one.publicKey, ...PADDING }, bytes)
            : privateDecrypt({ key: one.privateKey, ...PADDING }, bytes);
        const kid = `${origin()}/keys/${name}/${version}`;
        return { status: 200, body: { kid, value: result.toString('base64url') } };
      } catch {
        return refused(400, 'BadParameter');
      }
    },
  };
};
