/** What the secrets of a vault are called. */
export const CASE_PREFIX = 'case-';
export const FORGOTTEN_PREFIX = 'forgotten-';
export const RING = 'key-ring';
