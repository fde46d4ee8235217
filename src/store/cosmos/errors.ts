/** Something is wrong with the account, the database, the container or the credential: trying again will not help. */
export class WrongSetUp extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'WrongSetUp';
  }
}

/** What was asked did not happen, or nobody knows whether it did. Says nothing of what was sent or answered. */
export class CosmosFailure extends Error {
  /** The HTTP status; undefined when there was no answer that could be read. */
  readonly code: number | undefined;

  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'CosmosFailure';
    this.code = statusOf(cause);
  }
}

/** 404 for another reason than that the item is not there; the client gives it as an answer. */
export class Unreadable extends Error {
  readonly code = 404;
  readonly substatus: number;

  constructor(substatus: number) {
    super('not found, but perhaps there');
    this.substatus = substatus;
  }
}

/** The identity gave no token, so nothing was asked of Cosmos DB. It may give one in a moment. */
export class NoToken extends Error {
  constructor(cause: unknown) {
    super('no token', { cause });
    this.name = 'NoToken';
  }
}

/** The HTTP status that an error of the client carries; other errors have a text for a code, or none. */
export const statusOf = (error: unknown): number | undefined => {
  const code = property(error, 'code');
  return typeof code === 'number' ? code : undefined;
};

/** What Cosmos DB adds to the status; 0 when it adds nothing. */
export const substatusOf = (error: unknown): number => {
  const substatus = property(error, 'substatus');
  return typeof substatus === 'number' ? substatus : 0;
};

/** How long Cosmos DB asks to wait (ms). */
export const retryAfterOf = (error: unknown): number | undefined => {
  const wait = property(error, 'retryAfterInMs');
  return typeof wait === 'number' && wait >= 0 ? wait : undefined;
};

const property = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;

/** 408 took too long, 410 moved, 429 throttled, 449 met another write; and what gateways answer. */
const PASSING: ReadonlySet<number> = new Set([408, 410, 429, 449, 500, 502, 503, 504]);

/** This replica has not seen what we wrote yet; this region does not write any more, another is taking over. */
const PASSING_IN_SHORT: ReadonlySet<string> = new Set(['404/1002', '403/3']);

/**
 * Whether the same question may be answered in a moment. An error without a status is no answer, or none that could be
 * read: the client stumbles (TypeError, SyntaxError) over the empty or HTML body of a gateway.
 */
export const isPassing = (error: unknown): boolean => {
  const status = statusOf(error);
  return (
    status === undefined || PASSING.has(status) || PASSING_IN_SHORT.has(`${status}/${substatusOf(error)}`)
  );
};

/** Turned away before anything was done with it. */
const UNTOUCHED: ReadonlySet<number> = new Set([403, 404, 410, 429, 449]);

/** Whether a write that met this error may have been carried out all the same. */
export const mayHaveHappened = (error: unknown): boolean => {
  const status = statusOf(error);
  return !(error instanceof NoToken) && isPassing(error) && (status === undefined || !UNTOUCHED.has(status));
};

export const failureOf = (what: string, error: unknown): CosmosFailure => {
  if (error instanceof NoToken)
    return new CosmosFailure(`There is no token of the identity for ${what}`, error);
  switch (statusOf(error)) {
    case undefined:
      return new CosmosFailure(`Cosmos DB gave no answer to ${what}`, error);
    case 401:
      return new CosmosFailure(`Cosmos DB refused ${what}: the key or the identity is not accepted`, error);
    case 403:
      return new CosmosFailure(`Cosmos DB refused ${what}: not allowed`, error);
    case 413:
      return new CosmosFailure(`Cosmos DB refused ${what}: too large`, error);
    case 429:
      return new CosmosFailure(`Cosmos DB throttles ${what}: it needs more RU/s`, error);
    default:
      return new CosmosFailure(`Cosmos DB failed at ${what}: ${statusOf(error) ?? ''}`, error);
  }
};
