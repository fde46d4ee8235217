import assert from 'node:assert/strict';
import { findPersonalData } from '../../src/privacy/find.ts';
import { FIRST_NAMES, FIRST_NAMES_THAT_ARE_WORDS } from '../../src/privacy/first-names.ts';
import { SURNAMES } from '../../src/privacy/surnames.ts';
import { folded } from '../../src/privacy/words.ts';
import { type Finder, type Measured, measure, precisionOf, recallOf } from './measure.ts';
import { typedMessages, unseenMessages } from './sentences.ts';
import { UNLISTED_FIRST, UNLISTED_LAST } from './unlisted-names.ts';

const SEED = 1;
const TIMES = 12;

/** What has a fixed form is found nearly always; a name as far as that can be. */
const RECALL = { bsn: 0.95, phone: 0.95, email: 0.95, address: 0.95, birthDate: 0.95, name: 0.85 } as const;

/** Throws what is below its floor. */
const assertFloors = ({ perKind, overall }: Measured, precision: number): void => {
  for (const [kind, floor] of Object.entries(RECALL)) {
    const score = perKind[kind as keyof typeof RECALL];
    assert.ok(score.planted >= 10, `only ${score.planted} of ${kind}`);
    assert.ok(recallOf(score) >= floor, `recall of ${kind} is ${recallOf(score)}`);
  }
  assert.ok(precisionOf(overall) >= precision, `precision is ${precisionOf(overall)}`);
};

describe('Personal data in what is typed, measured', () => {
  const typed = typedMessages(SEED, TIMES);

  it('is found well enough, and little else is, in sentences with which the rules were made', () => {
    assertFloors(measure(findPersonalData, typed), 0.95);
  });

  it('is found as well in sentences that the rules have not seen; there a wrong finding is more common', () => {
    assertFloors(measure(findPersonalData, unseenMessages(SEED, TIMES)), 0.85);
  });

  it('of names that are on no list, most are found when they have their capital', () => {
    const { unlistedNames } = measure(findPersonalData, typedMessages(SEED, 40));
    assert.ok(unlistedNames.planted > 30);
    assert.ok(recallOf(unlistedNames) >= 0.85, String(recallOf(unlistedNames)));
  });

  it('draws its other names from no list of ours', () => {
    for (const name of [...UNLISTED_FIRST, ...UNLISTED_LAST].map(folded))
      for (const list of [FIRST_NAMES, FIRST_NAMES_THAT_ARE_WORDS, SURNAMES])
        assert.ok(!list.has(name), name);
  });

  const BROKEN: Readonly<Record<string, Finder>> = {
    'finds nothing': () => [],
    'finds everything': (text) => [
      ...findPersonalData(text),
      { kind: 'name', from: 0, to: 1 },
      { kind: 'phone', from: 0, to: 1 },
    ],
    'knows no names': (text) => findPersonalData(text).filter(({ kind }) => kind !== 'name'),
    'knows no lower case': (text) => findPersonalData(text.replaceAll(/\p{Ll}/gu, 'x')),
    'misses one BSN in ten': (text) =>
      findPersonalData(text).filter(({ kind, from }) => kind !== 'bsn' || !/^[4]/.test(text.slice(from))),
  };
  for (const [what, finder] of Object.entries(BROKEN)) {
    it(`fails for one that ${what}`, () => {
      assert.throws(() => {
        assertFloors(measure(finder, typed), 0.95);
      }, assert.AssertionError);
    });
  }
});
