import type { Region } from '../../src/core/region.ts';
import type { Messenger } from '../../src/outbox/port.ts';
import type { DocumentStore } from '../../src/store/port.ts';

/** A way to break the program on purpose, at its edges: what it wraps is what the program is given. */
export interface Mutation {
  name: string;
  /** What is broken, for the documentation. */
  breaks: string;
  region?: (region: Region) => Region;
  /** `us` is the replica that is given it. */
  store?: (store: DocumentStore, us: string) => DocumentStore;
  messenger?: (messenger: Messenger) => Messenger;
}
