/*
 * What of an error may leave the machine: kinds and codes that look like one. Messages stay behind: those of a parser, a
 * database or another service repeat what they were given.
 */

const KIND = /^[A-Za-z][\w.]{0,59}$/;
const CODE = /^[A-Za-z][\w.-]{0,59}$/;

export const kindOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  return KIND.test(error.name) ? error.name : 'Error';
};

export const isCode = (code: unknown): code is string => typeof code === 'string' && CODE.test(code);

export const isKind = (kind: unknown): kind is string => typeof kind === 'string' && KIND.test(kind);

/** A place in our own code, without where on this machine that is; undefined for any other line. */
export const placeIn = (frame: unknown): string | undefined =>
  typeof frame === 'string' && frame.startsWith('at ')
    ? /\/((?:src|dist)\/[\w./-]+:\d+:\d+)\)?$/.exec(frame)?.[1]
    : undefined;

export const codeIn = (error: unknown): string | undefined => {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return isCode(code) ? code : undefined;
};
