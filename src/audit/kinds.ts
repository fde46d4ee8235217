import { CASE } from '../case/document.ts';
import { ROSTER } from '../roster/document.ts';
import { ARCHIVE } from '../store/archive.ts';
import { ACCESS } from './access.ts';

/** Documents that are never without a log; others may keep one. */
export const KEEP_A_LOG: ReadonlySet<string> = new Set([CASE, ROSTER, ARCHIVE, ACCESS]);
