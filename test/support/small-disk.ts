/** A real disk of a few hundred kilobytes that can be filled up: a tmpfs of its own. */
import { spawnSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface SmallDisk {
  /** Takes all the room that is left. */
  fill(): void;
  /** Gives it back. */
  free(): void;
  unmount(): void;
}

const BALLAST = 'ballast';
const BLOCK = Buffer.alloc(4096, 1);

/** @returns nothing where this account may not mount a disk. */
export const mountSmallDisk = (directory: string, kilobytes: number): SmallDisk | undefined => {
  mkdirSync(directory, { recursive: true });
  const options = `size=${kilobytes}k,mode=0700`;
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', directory]);
  if (status !== 0) return undefined;
  const ballast = join(directory, BALLAST);
  return {
    fill: () => {
      const handle = openSync(ballast, 'a');
      try {
        for (;;) writeSync(handle, BLOCK);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
      } finally {
        fsyncSync(handle);
        closeSync(handle);
      }
    },
    free: () => {
      rmSync(ballast, { force: true });
    },
    unmount: () => {
      // Lazily: whoever still has a file open there is being stopped.
      const unmounted = spawnSync('umount', ['-l', directory]);
      if (unmounted.status !== 0) throw new Error(`${directory} could not be unmounted`);
    },
  };
};
