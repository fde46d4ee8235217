import type { Log } from '../../core/log.ts';
import { nameOf } from '../names.ts';
import type { Destruction } from '../port.ts';
import { type VaultClients, ifThere, isRefusal } from './clients.ts';
import { CASE_PREFIX } from './names.ts';

export interface Removal {
  /** May be done again. */
  remove(caseId: string): Promise<Destruction>;
}

/** Takes the key of a case out of a vault, with all its versions: deletes it, and purges what was deleted. */
export const secretRemoval = ({ secrets, ask }: VaultClients, log: Log): Removal => {
  /** @returns whether the vault is, or may be, deleting it */
  const deleted = async (name: string): Promise<boolean> => {
    let tries = 0;
    const begun = await ifThere(
      ask('the deletion of a key', (abortSignal) => {
        tries += 1;
        return secrets.beginDeleteSecret(name, { abortSignal });
      }),
    );
    // Not there at the second try: the first one may have arrived.
    return begun !== undefined || tries > 1;
  };

  /** While it is being deleted a purge finds nothing, as if it were gone. */
  const untilDeleted = (name: string): Promise<void> =>
    ask('the deletion of a key', async (abortSignal) => {
      try {
        await secrets.getDeletedSecret(name, { abortSignal });
      } catch (error) {
        if (error instanceof Error && Reflect.get(error, 'statusCode') === 404)
          throw new Error('still being deleted', { cause: error });
        throw error;
      }
    });

  const purged = async (name: string): Promise<boolean> => {
    try {
      await ifThere(
        ask('the purge of a key', (abortSignal) => secrets.purgeDeletedSecret(name, { abortSignal })),
      );
      return true;
    } catch (error) {
      // No permission, or the vault is protected against it.
      if (isRefusal(error, 403)) return false;
      throw error;
    }
  };

  return {
    remove: async (caseId: string): Promise<Destruction> => {
      const name = CASE_PREFIX + nameOf(caseId);
      if (await deleted(name)) await untilDeleted(name);
      if (await purged(name)) return 'gone';
      log.warn({ case: caseId }, 'a deleted key stays recoverable: the vault does not let it be purged');
      return 'recoverable';
    },
  };
};
