/** Values that nobody sends on purpose, for any place in an activity. */
import fc from 'fast-check';

/** Appears in everything that is typed here, so that a log that quotes what came in is found out. */
export const MARK = 'Jansenstraat';

/** `levels` arrays in each other, as text: as a value it could not be written to JSON. */
export const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

/** Keys with which a careless copy changes every object of the program; own keys, as JSON makes them. */
const POLLUTING: readonly unknown[] = [
  JSON.parse(`{"__proto__":{"municipalities":["${MARK}"],"roles":["manager"]}}`),
  JSON.parse(`{"constructor":{"prototype":{"roles":["${MARK}"]}}}`),
  JSON.parse('{"toString":1,"hasOwnProperty":null,"then":"x"}'),
];

const WORDS: readonly string[] = [
  '',
  ' ',
  MARK,
  `${MARK} \u0000 ${MARK}`,
  `\ud800 ${MARK}`,
  `\udfff\ud800`,
  `\u202e${MARK}\u2066`,
  '👨‍👩‍👧‍👦'.repeat(50),
  `${MARK} `.repeat(2_000),
  `<at>${MARK}</at><script>`,
  "'; DROP TABLE documents; --",
  '${7*7}{{7*7}}#{7}',
  '../../etc/passwd',
  'true',
  '__proto__',
  'constructor',
  'toString',
  'case/none',
  'channels',
  'roster/hoogeveen',
  'lease/sweep',
  'numbers/HGV/2026',
  '2026-13-45',
  '99:99',
  '1e309',
];

export const oddWord: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  oddWord,
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    Number.MAX_SAFE_INTEGER + 1,
    [],
    {},
    [[]],
    [null],
  ),
  fc.constantFrom(...POLLUTING),
  fc.constant(JSON.parse(nested(400))),
  fc.jsonValue({ maxDepth: 4 }),
);

/** Not a text: whatever must be one is refused. */
export const notAWord: fc.Arbitrary<unknown> = oddValue.filter(
  (value) => typeof value !== 'string' && value !== undefined,
);
