import { randomBytes } from 'node:crypto';

/**
 * Says when something was created, so that texts sort as the moments do; two are never the same. Cosmos DB itself only keeps
 * when an item was last written, in seconds.
 */
export const birthCertificates = (clock: () => number): (() => string) => {
  const registrar = randomBytes(6).toString('base64url');
  let last = 0;
  let count = 0;
  return () => {
    // A clock that is set back must not put what comes after before.
    const now = Math.max(last, Math.floor(clock()));
    count = now === last ? count + 1 : 0;
    last = now;
    return `${String(now).padStart(15, '0')}-${String(count).padStart(6, '0')}-${registrar}`;
  };
};

export const isBirthCertificate = (text: string): boolean => /^\d{15}-\d{6,}-[\w-]{8}$/.test(text);
