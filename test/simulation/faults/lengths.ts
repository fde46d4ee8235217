export { type Duration, HOUR, MINUTE } from '../../../src/core/time.ts';

export const SECOND = 1_000;
