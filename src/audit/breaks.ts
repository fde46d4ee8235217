import type { Fault } from '../store/seal.ts';

/*
 * What can be found wrong. `Fault` is of a seal; `marked`: one that was found wrong before. `chain`: a line does not follow from
 * the one before it. `gone`, `shorter`, `changed`: against what was written down earlier.
 */
export type Wrong =
  | Fault
  | 'marked'
  | 'noLog'
  | 'chain'
  | 'state'
  | 'unreadable'
  | 'archiveMissing'
  | 'archiveDiffers'
  | 'dayMissing'
  | 'dayDiffers'
  | 'keptMissing'
  | 'caseMissing'
  | 'numberTwice'
  | 'numberUnknown'
  | 'countersLower'
  | 'gone'
  | 'shorter'
  | 'changed';

export interface Break {
  readonly document: string;
  /** From 1, of the whole log. */
  readonly line?: number;
  readonly wrong: Wrong;
  /** Another document, or a case number, that it is about. */
  readonly about?: string;
}

export const broken = (
  { id }: { readonly id: string },
  wrong: Wrong,
  line?: number,
  about?: string,
): Break => ({
  document: id,
  wrong,
  ...(line !== undefined && { line }),
  ...(about !== undefined && { about }),
});
