/** The secrets of the vault of the tests: versions, soft delete, purge, lists in pages. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Answer, refused } from './vault-answers.ts';

interface Version {
  readonly version: string;
  readonly value: string;
  readonly tags: Readonly<Record<string, string>> | undefined;
  readonly created: number;
}

interface Deleted {
  readonly versions: readonly Version[];
  /** How many questions it still takes until the deletion is done. */
  left: number;
}

const body = z.strictObject({
  value: z.string().max(25_600),
  tags: z.record(z.string().max(256), z.string().max(256)).optional(),
  attributes: z.strictObject({}).optional(),
});

const NAME = /^[0-9a-zA-Z-]{1,127}$/;

/** Small, so that a list has several. */
const PAGE = 3;

const NOT_THERE = refused(404, 'SecretNotFound');

export const secretKeeper = (origin: () => string) => {
  const kept = new Map<string, Version[]>();
  const deleted = new Map<string, Deleted>();
  const settings = { protected: false, deletionTakes: 0 };

  const shown = (name: string, one: Version) => ({
    id: `${origin()}/secrets/${name}/${one.version}`,
    attributes: { enabled: true, created: one.created, updated: one.created, recoveryLevel: 'Recoverable' },
    ...(one.tags && { tags: one.tags }),
  });

  const bundle = (name: string, versions: readonly Version[], wanted?: string): Answer => {
    const one = versions.findLast(({ version }) => wanted === undefined || version === wanted);
    return one ? { status: 200, body: { ...shown(name, one), value: one.value } } : NOT_THERE;
  };

  const deletedShown = (name: string, one: Version) => ({
    ...shown(name, one),
    recoveryId: `${origin()}/deletedsecrets/${name}`,
    deletedDate: one.created,
    scheduledPurgeDate: one.created + 90 * 86_400,
  });

  const page = (path: string, items: readonly object[], from: number): Answer => {
    const next = from + PAGE;
    const nextLink = next < items.length ? `${origin()}${path}?api-version=7.6&$skiptoken=${next}` : null;
    return { status: 200, body: { value: items.slice(from, next), nextLink } };
  };

  const withoutVersion = <T extends { id: string }>(one: T): T => ({
    ...one,
    id: one.id.split('/').slice(0, -1).join('/'),
  });

  const set = (name: string, given: unknown): Answer => {
    const { data, error } = body.safeParse(given);
    if (error || !NAME.test(name)) return refused(400, 'BadParameter');
    const gone = deleted.get(name);
    if (gone)
      return refused(
        409,
        'Conflict',
        gone.left > 0 ? 'ObjectIsBeingDeleted' : 'ObjectIsDeletedButRecoverable',
      );
    const one = {
      version: randomUUID().replaceAll('-', ''),
      value: data.value,
      tags: data.tags,
      created: Math.floor(Date.now() / 1000),
    };
    kept.set(name, [...(kept.get(name) ?? []), one]);
    return bundle(name, [one]);
  };

  const remove = (name: string): Answer => {
    const versions = kept.get(name);
    const last = versions?.at(-1);
    if (!versions || !last) return NOT_THERE;
    kept.delete(name);
    deleted.set(name, { versions, left: settings.deletionTakes });
    return { status: 200, body: deletedShown(name, last) };
  };

  /** What was deleted, once that is done: azure-cli#12722. */
  const found = (name: string): Deleted | undefined => {
    const gone = deleted.get(name);
    if (!gone || gone.left === 0) return gone;
    gone.left -= 1;
    return undefined;
  };

  const purge = (name: string): Answer => {
    if (!found(name)) return deleted.has(name) ? refused(409, 'Conflict', 'ObjectIsBeingDeleted') : NOT_THERE;
    if (settings.protected) return refused(403, 'Forbidden', 'ForbiddenByPolicy');
    deleted.delete(name);
    return { status: 204 };
  };

  const getDeleted = (name: string): Answer => {
    const last = found(name)?.versions.at(-1);
    return last ? { status: 200, body: deletedShown(name, last) } : NOT_THERE;
  };

  return {
    settings,
    kept,
    deleted,
    set,
    remove,
    purge,
    getDeleted,
    get: (name: string, version?: string): Answer => bundle(name, kept.get(name) ?? [], version),
    list: (from: number): Answer =>
      page(
        '/secrets',
        [...kept].flatMap(([name, all]) => all.slice(-1).map((one) => withoutVersion(shown(name, one)))),
        from,
      ),
    listDeleted: (from: number): Answer =>
      page(
        '/deletedsecrets',
        [...deleted].flatMap(([name, { versions }]) =>
          versions.slice(-1).map((one) => withoutVersion(deletedShown(name, one))),
        ),
        from,
      ),
  };
};
