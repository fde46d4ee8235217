import { type KeyObject, createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';

/** A key of AES-256 and what it is called. A `KeyObject` shows its bytes to no log and no JSON. */
export interface SealingKey {
  /** Letters, digits, `_` and `-`; no secret. */
  readonly id: string;
  readonly key: KeyObject;
}

/** The sealed text was changed, cut off or moved, or is none. Says nothing of what is in it. */
export class DamagedSeal extends Error {
  constructor() {
    super('The sealed text is damaged, or of another key or another case');
    this.name = 'DamagedSeal';
  }
}

const FORM = 'v1';
const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
/** 96 bits, as NIST SP 800-38D 8.2.2 has it for random ones: up to 2^32 texts per key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A new key, and its bytes for whoever has to wrap it. */
export const freshKey = (): { key: KeyObject; bytes: Buffer } => {
  const bytes = randomBytes(KEY_BYTES);
  return { key: createSecretKey(bytes), bytes };
};

/** @throws DamagedSeal when that is no key */
export const keyOf = (bytes: Buffer): KeyObject => {
  if (bytes.length !== KEY_BYTES) throw new DamagedSeal();
  return createSecretKey(bytes);
};

/**
 * Seals a text with AES-256-GCM and a random nonce: `v1.<id of the key>.<nonce, text and tag in base64url>`.
 *
 * @param context where it belongs, as the case id; it opens nowhere else
 */
export const seal = ({ id, key }: SealingKey, text: string, context: string): string => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(boundTo(id, context));
  const body = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${FORM}.${id}.${body.toString('base64url')}`;
};

/** @throws DamagedSeal */
export const open = ({ id, key }: SealingKey, sealed: string, context: string): string => {
  const { keyId, body } = partsOf(sealed);
  if (keyId !== id) throw new DamagedSeal();
  const [nonce, text, tag] = [
    body.subarray(0, NONCE_BYTES),
    body.subarray(NONCE_BYTES, -TAG_BYTES),
    body.subarray(-TAG_BYTES),
  ];
  try {
    const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(boundTo(id, context)).setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  } catch {
    throw new DamagedSeal();
  }
};

/**
 * The id of the key that a text was sealed with.
 *
 * @throws DamagedSeal
 */
export const keyIdOf = (sealed: string): string => partsOf(sealed).keyId;

const partsOf = (sealed: string): { keyId: string; body: Buffer } => {
  const [, keyId = '', encoded = ''] = /^v1\.([\w-]+)\.([\w-]+)$/.exec(sealed) ?? [];
  const body = Buffer.from(encoded, 'base64url');
  // Node reads over what is no base64url: one sealed text has one form.
  if (body.length < NONCE_BYTES + TAG_BYTES || body.toString('base64url') !== encoded)
    throw new DamagedSeal();
  return { keyId, body };
};

/** JSON, so that no two pairs run into the same bytes. */
const boundTo = (keyId: string, context: string): Buffer =>
  Buffer.from(JSON.stringify([FORM, keyId, context]));
