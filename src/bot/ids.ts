/**
 * What Teams calls a conversation or a message: it goes into headers and addresses, so it is printable ASCII. An id that is
 * anything else could be stored and never used.
 */
export const TEAMS_ID = /^[\x21-\x7e][\x20-\x7e]{0,999}$/;

export const isTeamsId = (id: unknown): id is string => typeof id === 'string' && TEAMS_ID.test(id);
