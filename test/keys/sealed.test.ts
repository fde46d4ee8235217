import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { DamagedSeal, type SealingKey, freshKey, keyIdOf, open, seal } from '../../src/keys/sealed.ts';

const keyCalled = (id: string): SealingKey => ({ id, key: freshKey().key });

describe('A sealed text', () => {
  const key = keyCalled('key-1');

  it('opens with its key in its place, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, context) => {
        assert.equal(open(key, seal(key, text, context), context), text);
      }),
    );
  });

  it('says which key it has, and is never twice the same', () => {
    const sealed = Array.from({ length: 100 }, () => seal(key, 'Kerkstraat 1', 'case/1'));
    assert.equal(new Set(sealed).size, 100);
    assert.ok(sealed.every((one) => keyIdOf(one) === 'key-1' && one.startsWith('v1.key-1.')));
  });

  it('opens nowhere else: not in another case, not with another key, not under the name of another', () => {
    const sealed = seal(key, 'Kerkstraat 1', 'case/1');
    const wrong: readonly (() => string)[] = [
      () => open(key, sealed, 'case/2'),
      () => open(keyCalled('key-1'), sealed, 'case/1'),
      () => open({ ...key, id: 'key-2' }, sealed, 'case/1'),
      () => open({ ...key, id: 'key-2' }, sealed.replace('key-1', 'key-2'), 'case/1'),
    ];
    for (const each of wrong) assert.throws(each, DamagedSeal);
  });

  it('opens no more after any change of a character, or when it is cut off', () => {
    const sealed = seal(key, 'Kerkstraat 1', 'case/1');
    for (let index = 0; index < sealed.length; index += 1) {
      const other = sealed[index] === 'A' ? 'B' : 'A';
      const changed = sealed.slice(0, index) + other + sealed.slice(index + 1);
      assert.throws(() => open(key, changed, 'case/1'), DamagedSeal, changed);
      assert.throws(() => open(key, sealed.slice(0, index), 'case/1'), DamagedSeal);
    }
    for (const added of ['=', ' ', '\n', '.', 'AAAA'])
      assert.throws(() => open(key, sealed + added, 'case/1'), DamagedSeal);
  });

  it('says nothing of the text when it does not open', () => {
    const sealed = seal(key, 'Kerkstraat 1', 'case/1');
    assert.throws(
      () => open(key, sealed, 'case/2'),
      (thrown: unknown) => {
        const shown = inspect(thrown, { depth: null, showHidden: true });
        assert.ok(!shown.includes('Kerkstraat') && !shown.includes(sealed.slice(10)));
        return true;
      },
    );
  });
});
