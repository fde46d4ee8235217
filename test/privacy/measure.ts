/** How often what is planted is found, and how often what is found was planted. */
import { type Finding, KINDS, type Kind, overlaps } from '../../src/privacy/finding.ts';
import type { Planted, Typed } from './sentences.ts';

export type Finder = (text: string) => readonly Finding[];

export interface Score {
  planted: number;
  /** Of the planted. */
  found: number;
  findings: number;
  /** Of the findings. */
  right: number;
}

export const recallOf = ({ planted, found }: Score): number => found / planted;
export const precisionOf = ({ findings, right }: Score): number => (findings === 0 ? 1 : right / findings);

const isSame = (one: Finding, other: Finding): boolean => one.kind === other.kind && overlaps(one, other);

interface Read {
  message: Typed;
  findings: readonly Finding[];
}

const scored = (
  reads: readonly Read[],
  counts: (one: Finding) => boolean,
  plantedToo: (one: Planted, message: Typed) => boolean = counts,
): Score => {
  const score = { planted: 0, found: 0, findings: 0, right: 0 };
  for (const { message, findings } of reads) {
    const planted = message.planted.filter((one) => plantedToo(one, message));
    const found = findings.filter(counts);
    score.planted += planted.length;
    score.found += planted.filter((one) => findings.some((other) => isSame(one, other))).length;
    score.findings += found.length;
    score.right += found.filter((one) => message.planted.some((other) => isSame(one, other))).length;
  }
  return score;
};

/** Whole messages: refused or carried out. */
const perMessage = (reads: readonly Read[]): Score => {
  const refused = reads.filter(({ findings }) => findings.length > 0);
  return {
    planted: reads.filter(({ message }) => message.planted.length > 0).length,
    found: refused.filter(({ message }) => message.planted.length > 0).length,
    findings: refused.length,
    right: refused.filter(({ message }) => message.planted.length > 0).length,
  };
};

export interface Measured {
  perKind: Readonly<Record<Kind, Score>>;
  overall: Score;
  messages: Score;
  /** Recall only. */
  unlistedNames: Score;
  unlistedNamesLower: Score;
  /** Findings that were not planted, and planted that was not found. */
  wrong: readonly string[];
  missed: readonly string[];
}

export const measure = (find: Finder, messages: readonly Typed[]): Measured => {
  const reads = messages.map((message) => ({ message, findings: find(message.text) }));
  const perKind = Object.fromEntries(
    KINDS.map((kind) => [kind, scored(reads, (one) => one.kind === kind)]),
  ) as Record<Kind, Score>;
  const told = (text: string, { kind, from, to }: Finding): string =>
    `${kind} "${text.slice(from, to)}" in "${text}"`;
  return {
    perKind,
    overall: scored(reads, () => true),
    messages: perMessage(reads),
    unlistedNames: scored(
      reads,
      () => false,
      ({ unlisted }, { style }) => unlisted && style === 'asItShould',
    ),
    unlistedNamesLower: scored(
      reads,
      () => false,
      ({ unlisted }, { style }) => unlisted && style !== 'asItShould',
    ),
    wrong: reads.flatMap(({ message: { text, planted }, findings }) =>
      findings.filter((one) => !planted.some((other) => isSame(one, other))).map((one) => told(text, one)),
    ),
    missed: reads.flatMap(({ message: { text, planted }, findings }) =>
      planted.filter((one) => !findings.some((other) => isSame(one, other))).map((one) => told(text, one)),
    ),
  };
};
