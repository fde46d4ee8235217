import assert from 'node:assert/strict';
import fc from 'fast-check';
import { durationInWords, parseDuration } from '../../src/core/duration.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts';

const milliseconds = (text: string): number => {
  const parsed = parseDuration(text);
  assert.ok(parsed.ok, `${text} is refused`);
  return parsed.value;
};

describe('An ISO 8601 duration', () => {
  const accepted: readonly [string, number][] = [
    ['PT24H', 24 * HOUR],
    ['P1D', 24 * HOUR],
    ['PT30M', 30 * MINUTE],
    ['PT5S', 5000],
    ['P7D', 7 * DAY],
    ['P1W', 7 * DAY],
    ['P1W2D', 9 * DAY],
    ['P1DT1H', 25 * HOUR],
    ['PT1H30M', 90 * MINUTE],
    ['PT0H30M', 30 * MINUTE],
    ['P36500D', 36_500 * DAY],
  ];
  for (const [text, expected] of accepted) {
    it(`${text} is ${expected} ms`, () => {
      assert.deepEqual(parseDuration(text), { ok: true, value: expected });
    });
  }

  const refused: readonly [string, RegExp][] = [
    ['', /not an ISO 8601 duration/],
    ['P', /not an ISO 8601 duration/],
    ['PT', /not an ISO 8601 duration/],
    ['P1DT', /not an ISO 8601 duration/],
    ['24 hours', /not an ISO 8601 duration/],
    ['24H', /not an ISO 8601 duration/],
    ['pt24h', /not an ISO 8601 duration/],
    ['P24H', /not an ISO 8601 duration/],
    ['P1D1H', /not an ISO 8601 duration/],
    ['about PT5M', /not an ISO 8601 duration/],
    ['PT5M or so', /not an ISO 8601 duration/],
    ['PT5M\n', /not an ISO 8601 duration/],
    ['PT1M1H', /not an ISO 8601 duration/],
    ['PT0.5H', /whole numbers/],
    ['PT-5M', /not an ISO 8601 duration/],
    ['P1M', /months or years/],
    ['P1Y', /months or years/],
    ['P0Y1D', /months or years/],
    ['-PT5M', /not longer than zero/],
    ['PT0S', /not longer than zero/],
    ['P0D', /not longer than zero/],
    ['P36501D', /longer than a hundred years/],
    ['P99999999999999999999D', /longer than a hundred years/],
  ];
  for (const [text, reason] of refused) {
    it(`${JSON.stringify(text)} is refused: ${reason.source}`, () => {
      const parsed = parseDuration(text);
      assert.ok(!parsed.ok);
      assert.match(parsed.refusal, reason);
      assert.match(parsed.refusal, /; write /);
    });
  }

  it('is the sum of its parts, whatever they are', () => {
    const count = fc.nat({ max: 500 });
    fc.assert(
      fc.property(count, count, count, count, fc.integer({ min: 1, max: 500 }), (w, d, h, m, s) => {
        const expected = (7 * w + d) * DAY + h * HOUR + m * MINUTE + s * 1000;
        assert.equal(milliseconds(`P${w}W${d}DT${h}H${m}M${s}S`), expected);
      }),
    );
  });

  it('never makes the reader throw, whatever the text', () => {
    const almost = fc
      .array(fc.constantFrom('P', 'T', '-', '.', '1', '12', 'Y', 'M', 'W', 'D', 'H', 'S', ' '))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(almost, fc.string()), (text) => {
        const parsed = parseDuration(text);
        assert.ok(parsed.ok ? Number.isSafeInteger(parsed.value) && parsed.value > 0 : parsed.refusal !== '');
      }),
    );
  });
});

describe('A duration in Dutch words', () => {
  const said: readonly [string, string][] = [
    ['PT24H', '24 uur'],
    ['P1D', '24 uur'],
    ['PT30M', '30 minuten'],
    ['PT1H30M', '1 uur en 30 minuten'],
    ['PT5S', '5 seconden'],
    ['P7D', '7 dagen'],
    ['P1W', '7 dagen'],
    ['P30D', '30 dagen'],
    ['PT1H', '1 uur'],
    ['PT1M', '1 minuut'],
    ['PT1S', '1 seconde'],
    ['PT47H59M', '47 uur en 59 minuten'],
    ['PT48H', '2 dagen'],
    ['PT50H', '2 dagen en 2 uur'],
    ['P2DT3H4M5S', '2 dagen, 3 uur, 4 minuten en 5 seconden'],
  ];
  for (const [text, words] of said) {
    it(`${text} is "${words}"`, () => {
      assert.equal(durationInWords(milliseconds(text)), words);
    });
  }

  it('leaves off parts of a second', () => {
    assert.equal(durationInWords(1999), '1 seconde');
    assert.equal(durationInWords(999), '0 seconden');
    assert.equal(durationInWords(0), '0 seconden');
  });

  it('loses nothing of whole seconds', () => {
    const inSeconds: Readonly<Record<string, number>> = { d: 86_400, u: 3600, m: 60, s: 1 };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 * 86_400 }), (seconds) => {
        const words = durationInWords(seconds * 1000);
        const parts = [...words.matchAll(/(\d+) (\w)/g)];
        const said = parts.reduce((sum, [, count, unit]) => sum + Number(count) * inSeconds[unit!]!, 0);
        assert.equal(said, seconds);
      }),
    );
  });
});
