import type { LabelsOf, MeasureId } from './measures.ts';

/*
 * What the program tells of itself to whoever keeps it running. `telemetry` implements it, `main.ts` wires it; without a
 * receiver nobody listens, and it costs nothing.
 */

/**
 * Pieces of work that are followed. A `save` is a part of the turn, tick or delivery that made it; a `delivery` comes later
 * than what it delivers, and is linked to its save.
 */
export type Work = 'turn' | 'sweep' | 'tick' | 'save' | 'delivery';

/** Ids of documents, numbers of cases, codes. Never what somebody typed, nor who somebody is. */
export type About = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** One piece of work while it is being done. */
export interface Followed {
  note: (about: About) => void;
  /** It failed, though whoever asked for it was answered. Nothing of the error is told but its kind and code. */
  failed: (error: unknown) => void;
  /** The same function, that belongs to this work whenever it is called. */
  bound: (run: () => void) => () => void;
}

export interface Telemetry {
  /** Does a piece of work, and follows it: what it saves and logs belongs to it. Resolves and rejects as the work does. */
  follow<T>(work: Work, about: About, run: (followed: Followed) => Promise<T>): Promise<T>;
  /**
   * Tells a fact, once it is one: a counter goes up by the value, the others take it. Never throws.
   *
   * @param value in the unit of the measure: seconds where it is time.
   */
  tell<M extends MeasureId>(measure: M, value: number, labels: LabelsOf<M>): void;
}

const unfollowed: Followed = {
  note: () => undefined,
  failed: () => undefined,
  bound: (run) => run,
};

/** Nobody listens. */
export const UNHEARD: Telemetry = {
  follow: (_work, _about, run) => run(unfollowed),
  tell: () => undefined,
};

/**
 * The id of a document as it may be told. Of other kinds the id says who somebody is, or what an address is like, so of
 * those only the kind is told.
 */
export const toldId = (id: string): string =>
  /^(case|roster)\/[\w-]+$/.test(id) ? id : (id.split('/', 1)[0] ?? '');
