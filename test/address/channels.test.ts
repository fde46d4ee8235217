import assert from 'node:assert/strict';
import { type ChannelLink, channels } from '../../src/address/channels.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { keptLog, temporaryStore } from '../outbox/world.ts';

const link = (municipality: string, channel: string): ChannelLink => ({
  municipality,
  channel,
  serviceUrl: 'https://teams.example.invalid/',
  tenant: 'tenant',
});

describe('The channels of the municipalities', () => {
  let store: DocumentStore;
  let dispose: () => Promise<void>;
  let log: ReturnType<typeof keptLog>;
  beforeEach(async () => {
    log = keptLog();
    ({ store, dispose } = await temporaryStore());
  });
  afterEach(() => dispose());

  /** Made anew for each question, so that every answer comes from the store. */
  const known = () => channels(store, log.log);

  it('are unknown at first', async () => {
    assert.equal(await known().of('assen'), undefined);
    assert.equal(await known().in('kanaal'), undefined);
    assert.equal(await known().any(), undefined);
  });

  it('are found from both ends', async () => {
    await known().link(link('assen', 'a'));
    await known().link(link('hoogeveen', 'h'));
    assert.deepEqual(await known().of('assen'), link('assen', 'a'));
    assert.deepEqual(await known().in('h'), link('hoogeveen', 'h'));
    assert.equal(await known().of('emmen'), undefined);
    assert.equal(await known().in('e'), undefined);
    assert.deepEqual(await known().any(), link('assen', 'a'));
  });

  it('give a municipality one channel: the latest', async () => {
    await known().link(link('assen', 'a'));
    await known().link(link('assen', 'b'));
    assert.equal((await known().of('assen'))?.channel, 'b');
    assert.equal(await known().in('a'), undefined);
  });

  it('give a channel one municipality: the latest', async () => {
    await known().link(link('assen', 'a'));
    await known().link(link('hoogeveen', 'a'));
    assert.equal((await known().in('a'))?.municipality, 'hoogeveen');
    assert.equal(await known().of('assen'), undefined);
  });

  it('replace the links of both ends at once', async () => {
    await known().link(link('assen', 'a'));
    await known().link(link('hoogeveen', 'h'));
    await known().link(link('assen', 'h'));
    assert.equal(await known().of('hoogeveen'), undefined);
    assert.equal(await known().in('a'), undefined);
    assert.equal((await known().of('assen'))?.channel, 'h');
  });

  it('take over a new service address', async () => {
    await known().link(link('assen', 'a'));
    await known().link({ ...link('assen', 'a'), serviceUrl: 'https://elsewhere.example.invalid/' });
    assert.equal((await known().of('assen'))?.serviceUrl, 'https://elsewhere.example.invalid/');
  });

  it('are all kept when ten are linked at the same time', async () => {
    const ten = Array.from({ length: 10 }, (_, index) => link(`gemeente-${index}`, `kanaal-${index}`));
    await Promise.all(ten.map((each) => known().link(each)));
    for (const each of ten) assert.deepEqual(await known().of(each.municipality), each);
  });

  describe('linked for the first time', () => {
    it('stay with the first', async () => {
      assert.equal(await known().linkFirst(link('assen', 'a')), true);
      assert.equal(await known().linkFirst(link('assen', 'b')), false);
      assert.equal((await known().of('assen'))?.channel, 'a');
      assert.equal(await known().in('b'), undefined);
    });

    it('are linked by one of many who try at the same time', async () => {
      const tries = Array.from({ length: 50 }, (_, index) => link('assen', `kanaal-${index}`));
      const answers = await Promise.all(tries.map((each) => known().linkFirst(each)));
      assert.equal(answers.filter(Boolean).length, 1);
      assert.deepEqual(await known().of('assen'), tries[answers.indexOf(true)]);
    });

    it('do not give back a channel that a planner chose', async () => {
      await known().link(link('assen', 'a'));
      assert.equal(await known().linkFirst(link('assen', 'b')), false);
      assert.equal((await known().of('assen'))?.channel, 'a');
    });

    it('keep one municipality per channel, also when the municipality got another name', async () => {
      await known().link(link('hoogeveen', 'a'));
      await known().linkFirst(link('hoogeveen-de-wolden', 'a'));
      const found = await known().in('a');
      const holders = await Promise.all(
        ['hoogeveen', 'hoogeveen-de-wolden'].map((municipality) => known().of(municipality)),
      );
      assert.equal(holders.filter((holder) => holder?.channel === 'a').length, 1);
      assert.ok(found);
    });
  });

  it('are not linked again by an activity that Teams sends again after another link', async () => {
    assert.equal(await known().link(link('assen', 'a'), 'conversation|1'), true);
    assert.equal(await known().link(link('hoogeveen', 'a'), 'conversation|2'), true);
    assert.equal(await known().link(link('assen', 'a'), 'conversation|1'), false);
    assert.equal((await known().in('a'))?.municipality, 'hoogeveen');
  });

  describe('in a document that is damaged', () => {
    const damaged = { id: 'channels', kind: 'channels', schema: 1, links: 'nonsense', done: [] };
    beforeEach(() => store.create(damaged));

    it('are as good as none, which is said in the log', async () => {
      assert.equal(await known().of('assen'), undefined);
      assert.equal(await known().in('a'), undefined);
      assert.deepEqual(
        log.errors().map(({ message }) => message),
        Array(2).fill('the links of channels cannot be read: link each again'),
      );
    });

    it('are linked anew by a planner', async () => {
      assert.equal(await known().link(link('assen', 'a'), 'conversation|1'), true);
      assert.equal(log.errors().length, 1);
      assert.deepEqual(await known().of('assen'), link('assen', 'a'));
      assert.equal(await known().link(link('hoogeveen', 'a'), 'conversation|1'), false, 'the same activity');
      assert.equal(await known().link(link('hoogeveen', 'h')), true);
      assert.deepEqual(await known().of('assen'), link('assen', 'a'));
      assert.equal(log.errors().length, 1);
    });

    it('are not linked by whoever happens to be first', async () => {
      assert.equal(await known().linkFirst(link('assen', 'a')), false);
      assert.deepEqual((await store.read('channels'))?.document, damaged);
    });
  });

  it('are left as they are where a newer program wrote them', async () => {
    const newer = { id: 'channels', kind: 'channels', schema: 2, by: 'another program' };
    await store.create(newer);
    const written = /written by a newer program/;
    await assert.rejects(known().link(link('assen', 'a'), 'conversation|1'), written);
    await assert.rejects(known().linkFirst(link('assen', 'a')), written);
    await assert.rejects(known().of('assen'), written);
    assert.deepEqual((await store.read('channels'))?.document, newer);
  });
});
