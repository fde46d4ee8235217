import assert from 'node:assert/strict';
import { TOO_FAST, UNKNOWN_PERSON, WELCOME, helpText } from '../../src/cards/help-text.ts';
import { refusalText } from '../../src/cards/refusal-text.ts';
import * as texts from '../../src/cards/texts.nl.ts';
import type { CommandType } from '../../src/case/commands.ts';
import type { ProblemCode, Refusal } from '../../src/case/refusals.ts';
import type { OpenItem, Step } from '../../src/case/state.ts';
import { whoIs } from '../../src/core/actor.ts';
import { EVERYBODY, HOOGEVEEN, LONG_NAMES, MANAGER_ON_CALL, YOUTH_WORKER } from '../cards/regions.ts';
import { everyCard } from '../cards/shown-cards.ts';
import { textOf } from '../support/cards.ts';

/** Words that only turn up when a text was forgotten in translation. Dutch words that look English are left out. */
const ENGLISH =
  /\b(the|and|or|not|your|you|please|error|invalid|missing|required|submit|send|sent|case|save|saved|cancel|close|closed|open this|user|unknown|visit|police|child|children|weapon|dog|none|yes|no|danger|waiting|other|failed|success|date|time|undefined|null|true|false)\b/gi;

/** Names that stay English on purpose. */
const ON_PURPOSE = ['Handle with Care'];

const englishIn = (words: string): readonly string[] =>
  ON_PURPOSE.reduce((left, name) => left.replaceAll(name, ''), words).match(ENGLISH) ?? [];

const wordsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : [];
};

const sentences = (words: string): readonly string[] => words.split(/(?<=[.?!])\s+/);

const STEPS: readonly Step[] = ['intake', 'announced', 'consulted', 'planned', 'visited', 'closed'];
const ITEMS = Object.keys(texts.OPEN_ITEM) as readonly OpenItem[];
const COMMANDS = Object.keys(texts.COMMAND) as readonly (CommandType | 'OpenIntake')[];
const PROBLEMS = Object.keys(texts.PROBLEM) as readonly ProblemCode[];
const PAIR = ['jeugd-mw', 'veilig-opgroeien'];
const manager = whoIs(MANAGER_ON_CALL);

const REFUSALS: readonly Refusal[] = [
  { code: 'caseUnknown' },
  ...COMMANDS.map((command): Refusal => ({ code: 'notAllowed', command })),
  { code: 'notYourForm', openedBy: manager },
  { code: 'alreadySent', number: 'HGV-2026-0001' },
  ...COMMANDS.flatMap((command) =>
    command === 'OpenIntake' ? [] : STEPS.map((step): Refusal => ({ code: 'notNow', command, step })),
  ),
  ...PROBLEMS.map((problem): Refusal => ({ code: 'invalid', problems: [{ field: 'a', problem }] })),
  { code: 'invalid', problems: PROBLEMS.map((problem) => ({ field: 'a', problem })) },
  { code: 'slotsTaken', by: [manager, whoIs(YOUTH_WORKER)] },
  { code: 'slotNotForRole', roles: PAIR },
  { code: 'alreadyClaimed' },
  { code: 'noSlotHeld' },
  { code: 'slotsOpen', roles: PAIR },
  { code: 'schoolNotNeeded' },
  { code: 'alreadyDone' },
  ...ITEMS.map((item): Refusal => ({ code: 'stillOpen', items: [item] })),
  // Whether the school is told is one of the details, so those two never stand beside each other.
  { code: 'stillOpen', items: ITEMS.filter((item) => item !== 'details') },
  { code: 'consultationOver' },
  { code: 'consultationRunning' },
  { code: 'notCalled' },
  { code: 'riskGone' },
  { code: 'riskTaken', by: manager, at: 0 },
];

const refusals = (): readonly string[] => [
  ...REFUSALS.map((refusal) => refusalText(refusal, HOOGEVEEN)),
  ...Object.values(texts.PROBLEM),
];

describe('The Dutch texts', () => {
  it('have no English left in them, wherever they are written', () => {
    const rules = ['consultationLate', 'unclaimed', 'windowClosing', 'windowMissed', 'escalated', 'else'];
    const all = [
      ...wordsIn(texts),
      ...rules.flatMap((rule) =>
        ['slot 0', ...Object.keys(texts.OBSTACLE)].map((about) =>
          texts.riskText(rule, about, 'di 24 nov. 14:00'),
        ),
      ),
      ...refusals(),
      helpText(EVERYBODY, HOOGEVEEN, true),
      WELCOME,
      UNKNOWN_PERSON,
      TOO_FAST,
    ];
    assert.ok(all.length > 150, `only ${all.length} texts`);
    assert.deepEqual(
      all.filter((words) => englishIn(words).length > 0),
      [],
    );
  });

  it('have no English left in them, as they stand on the cards', () => {
    const found = everyCard().flatMap(({ card }) => englishIn(textOf(card)));
    assert.deepEqual([...new Set(found)], []);
  });

  it('would notice a word of English', () => {
    assert.deepEqual(englishIn('Please fill in the reference. Not saved.'), [
      'Please',
      'the',
      'Not',
      'saved',
    ]);
    assert.deepEqual(englishIn('School inlichten (Handle with Care)'), []);
  });

  it('refuse in sentences of at most 120 characters', () => {
    assert.deepEqual(
      refusals()
        .flatMap(sentences)
        .filter((sentence) => sentence.length > 120),
      [],
    );
  });

  it('refuse in whole sentences, at most three', () => {
    assert.deepEqual(
      refusals().filter((words) => !/^[A-Z].*[.]$/.test(words) || sentences(words).length > 3),
      [],
    );
  });

  it('refuse in words, never with the name that the program has for something', () => {
    const told = REFUSALS.map((refusal) => refusalText(refusal, LONG_NAMES)).join('\n');
    for (const id of ['jeugd-mw', 'veilig-opgroeien', 'ClaimSlot', 'feedback:', 'notNow']) {
      assert.ok(!told.includes(id), id);
    }
  });

  it('have no spaces too many', () => {
    assert.deepEqual(
      [...wordsIn(texts), ...refusals()].filter((words) => /^\s|\s$| {2}|\s[.,:;?!]/.test(words)),
      [],
    );
  });
});
