import assert from 'node:assert/strict';
import { REPEATS_WITHIN, type Repeats, repeats } from '../../src/case/repeats.ts';
import { DAY } from '../../src/core/time.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { temporaryStore } from '../outbox/world.ts';
import { START } from './history.ts';

const OLD = { keyId: 'old', mark: 'mark-of-the-old-key' };
const NEW = { keyId: 'new', mark: 'mark-of-the-new-key' };
const ELSEWHERE = { keyId: 'old', mark: 'another-address' };

describe('Repeat reports', () => {
  let store: DocumentStore;
  let dispose: () => Promise<void>;
  let reported: Repeats;
  let now: number;

  beforeEach(async () => {
    ({ store, dispose } = await temporaryStore());
    now = START;
    reported = repeats(store, () => now);
  });

  afterEach(() => dispose());

  const shelves = async (): Promise<string> => JSON.stringify((await store.page(100)).documents);

  it('counts the other reports of the same household, and no others', async () => {
    assert.equal(await reported.count([OLD], 'case/1', now), 0);
    assert.equal(await reported.count([OLD], 'case/2', now + DAY), 1);
    assert.equal(await reported.count([ELSEWHERE], 'case/3', now + DAY), 0);
    assert.equal(await reported.count([OLD], 'case/4', now + 2 * DAY), 2);
  });

  it('counts a case once, however often its address is given', async () => {
    await reported.count([OLD], 'case/1', now);
    assert.equal(await reported.count([OLD], 'case/1', now), 0);
    assert.equal(await reported.count([OLD], 'case/2', now), 1);
  });

  it('takes a case away from the address it was given by mistake', async () => {
    await reported.count([ELSEWHERE], 'case/1', now);
    await reported.count([OLD], 'case/1', now);
    assert.equal(await reported.count([ELSEWHERE], 'case/2', now), 0);
    assert.equal(await reported.count([OLD], 'case/3', now), 1);
  });

  it('finds a household across a new key, and counts it once', async () => {
    await reported.count([OLD], 'case/1', now);
    assert.equal(await reported.count([NEW, OLD], 'case/2', now), 1);
    // A replica that has not heard of the new key yet.
    assert.equal(await reported.count([OLD], 'case/3', now), 2);
    assert.equal(await reported.count([NEW], 'case/4', now), 1);
  });

  it('forgets after twelve months, by itself', async () => {
    await reported.count([OLD], 'case/1', now);
    now += REPEATS_WITHIN - 1;
    assert.deepEqual(await store.findDue(now, 10), []);
    assert.equal(await reported.count([OLD], 'case/2', now), 1);
    now += 1;
    const due = await store.findDue(now, 10);
    assert.equal(due.length, 1);
    await reported.tick(due[0]!);
    assert.equal(await reported.count([OLD], 'case/3', now), 1);
    assert.deepEqual(await store.findDue(now, 10), []);
  });

  it('leads to no case once that is forgotten, and still counts it', async () => {
    await reported.count([NEW, OLD], 'case/1', now);
    const before = await shelves();
    await reported.forget('case/1');
    const words = (text: string): Set<string> => new Set(text.match(/"case":"[^"]+"/g) ?? []);
    const after = await shelves();
    assert.equal(words(before).size, 1);
    for (const one of words(before)) assert.ok(!after.includes(one));
    assert.equal(await reported.count([NEW, OLD], 'case/2', now), 1);
  });
});
