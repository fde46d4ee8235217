import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { type AddressMark, addressMarks } from '../../src/keys/address-mark.ts';
import type { AddressKey } from '../../src/keys/port.ts';
import {
  OLDER_STAY,
  RING_REMEMBERED,
  type Ring,
  freshRing,
  rotated,
  secretsFrom,
} from '../../src/keys/ring.ts';
import { AT } from './case-keys.contract.ts';
import { listening } from './places.ts';

const keysOf = (ring: Ring, at = AT): Promise<readonly AddressKey[]> =>
  secretsFrom(ring, () => Promise.resolve(ring), { clock: () => at, log: listening().log }).addressKeys();

const marked = (written: string, keys: readonly AddressKey[]): readonly AddressMark[] => {
  const marks = addressMarks(written, keys);
  assert.ok(marks.ok, written);
  return marks.value;
};

describe('The mark of an address', () => {
  let keys: readonly AddressKey[];
  before(async () => {
    keys = await keysOf(freshRing(AT));
  });

  const SAME: readonly (readonly string[])[] = [
    ['7901AB 12', '7901 ab 12', ' 7901ab12 ', '7901  AB, 12.', '７９０１ ＡＢ １２'],
    ['7901 AB 12-a', '7901ab 12 A', '7901AB12A', '7901 AB 12 - a', '7901AB 12–A', '7901AB 12/a'],
    ['7901 AB 12-1', '7901ab 12 1', '7901 AB 12/1'],
    ['7901 AB 121', '7901AB121'],
    ['7901 AB 12 bis', '7901AB 12-BIS', '7901 AB 12 b-is'],
    ['7901 AB 12 A 3', '7901AB12-a3'],
    ['7901 AC 12'],
    ['7902 AB 12'],
  ];

  it('is the same for the same door, however it is written, and another for any other', () => {
    const marks = SAME.map((ways) => new Set(ways.map((way) => marked(way, keys)[0]?.mark)));
    for (const [index, found] of marks.entries()) assert.equal(found.size, 1, SAME[index]?.join(' | '));
    assert.equal(new Set(marks.flatMap((found) => [...found])).size, SAME.length);
  });

  for (const written of [
    '',
    '12',
    '7901 AB',
    '7901 12',
    '0901 AB 12',
    '7901 SS 12',
    '7901 AB 0',
    '7901 AB 012',
    '7901 AB 123456',
    '7901 AB 12 abcdefg',
    'Kerkstraat 12',
    'Kerkstraat 12, 7901 AB',
    '7901 AB 12 é',
    '7901 ABC 12',
    '79 01 AB 12',
    `7901 AB 12${' '.repeat(50_000)}!`,
  ]) {
    it(`is not made of "${written.slice(0, 30)}"`, () => {
      assert.deepEqual(addressMarks(written, keys), { ok: false, refusal: 'noAddress' });
    });
  }

  it('says nothing of the address, and is another under another key', async () => {
    const [one] = marked('7901 AB 12', keys);
    const [other] = marked('7901 AB 12', await keysOf(freshRing(AT)));
    assert.match(one?.mark ?? '', /^[\w-]{43}$/);
    assert.notEqual(one?.mark, other?.mark);
    for (const text of ['7901AB12', '7901AB|12|'])
      assert.notEqual(one?.mark, createHash('sha256').update(text).digest('base64url'));
  });

  const isKnown = (kept: readonly AddressMark[], asked: readonly AddressMark[]): boolean =>
    kept.some(({ keyId, mark }) => asked.some((one) => one.keyId === keyId && one.mark === mark));

  it('finds a household again after a rotation, until twelve months later', async () => {
    const ring = freshRing(AT);
    const kept = marked('7901 AB 12', await keysOf(ring));
    const once = rotated(ring, AT);
    const twice = rotated(once, AT + 1);
    for (const later of [once, twice]) {
      const now = await keysOf(later);
      assert.notEqual(now[0]?.id, kept[0]?.keyId);
      assert.ok(isKnown(kept, marked('7901ab 12', now)));
      assert.ok(!isKnown(kept, marked('7901ab 14', now)));
    }
    assert.ok(isKnown(kept, marked('7901AB 12', await keysOf(once, AT + OLDER_STAY - 1))));
    assert.ok(!isKnown(kept, marked('7901AB 12', await keysOf(once, AT + OLDER_STAY))));
  });

  it('is found by a replica that has not heard of the new key', async () => {
    const ring = freshRing(AT);
    const kept = marked('7901 AB 12', await keysOf(rotated(ring, AT)));
    assert.ok(isKnown(kept, marked('7901 AB 12', await keysOf(ring))));
  });

  it('is made with the new key once the ring is read again, and the old key goes at a rotation after its time', async () => {
    let [ring, now] = [freshRing(AT), AT];
    const secrets = secretsFrom(ring, () => Promise.resolve(ring), {
      clock: () => now,
      log: listening().log,
    });
    const [old] = await secrets.addressKeys();
    const chain = await secrets.logKey();
    ring = rotated(ring, AT);
    assert.equal((await secrets.addressKeys()).length, 1);
    now += RING_REMEMBERED;
    const [current, older, ...more] = await secrets.addressKeys();
    assert.deepEqual([older?.id, more.length], [old?.id, 0]);
    assert.notEqual(current?.id, old?.id);
    assert.ok(chain.equals(await secrets.logKey()));
    const ids = (one: Ring): readonly string[] => one.addressKeys.map(({ id }) => id);
    assert.ok(ids(rotated(ring, AT + OLDER_STAY - 1)).includes(old!.id));
    assert.ok(!ids(rotated(ring, AT + OLDER_STAY)).includes(old!.id));
  });
});
