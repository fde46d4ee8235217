import { ZodError } from 'zod';
import type { Log } from '../core/log.ts';
import type { MunicipalityId, Region } from '../core/region.ts';
import type { Telemetry } from '../core/telemetry.ts';
import type { Clock, Duration } from '../core/time.ts';
import { DamagedDocument, type DocumentStore } from '../store/port.ts';

export interface DirectoryParts {
  /** One that remembers: the directory is asked for all the time. */
  store: DocumentStore;
  /** As the file has it. */
  file: Region;
  clock: Clock;
  log: Log;
  /** Runs something after a while; only in memory, for a start does it again. */
  later: (run: () => void, wait: Duration) => void;
  /** Looks at the roster and the open cases of a municipality again. Rejects when that could not be asked. */
  recheckIn: (municipality: MunicipalityId) => Promise<void>;
  /** Told nothing when it is left out. */
  telemetry?: Pick<Telemetry, 'tell'>;
}

/** What is stored is no directory, or one of a newer program. */
export const isUnreadable = (error: unknown): boolean =>
  error instanceof ZodError || error instanceof DamagedDocument;
