import assert from 'node:assert/strict';
import { caseHandlers } from '../../src/case/handle.ts';
import type { Watch } from '../../src/case/due.ts';
import { keptLog, temporaryStore } from '../outbox/world.ts';
import { announcement, hour } from './history.ts';
import { olga, region, yara } from './region.ts';
import { silent, watchAt } from './watches.ts';
import { unchanging } from '../support/region-now.ts';

const ID = 'case/1';
const claim = { type: 'ClaimSlot' } as const;

describe('What the clock watches', () => {
  let disposing: () => Promise<void>;
  afterEach(() => disposing());

  const start = async (watchFor: (municipality: string | undefined) => Promise<Watch>) => {
    const { store, dispose } = await temporaryStore();
    disposing = dispose;
    const { log } = keptLog();
    const cases = caseHandlers({
      store,
      region: unchanging(region),
      watchFor,
      repeats: { count: () => Promise.resolve(0) },
      clock: () => hour(1),
      nudge: () => undefined,
      log,
    });
    assert.ok((await cases.openIntake(ID, olga)).ok);
    return cases;
  };
  const announce = { type: 'Announce', announcement } as const;

  it('is asked anew for the municipality of the case, at every command and every look', async () => {
    const asked: (string | undefined)[] = [];
    const cases = await start((municipality) => {
      asked.push(municipality);
      return Promise.resolve(silent);
    });
    await cases.tick(ID);
    assert.ok((await cases.run(ID, announce, olga, { activity: '1' })).ok);
    assert.ok((await cases.run(ID, claim, yara, { activity: '2' })).ok);
    await cases.tick(ID);
    assert.deepEqual(asked, [undefined, 'hoogeveen', 'hoogeveen', 'hoogeveen']);
  });

  it('is what it is now, not what it was when the case began', async () => {
    let watch = silent;
    const cases = await start(() => Promise.resolve(watch));
    assert.ok((await cases.run(ID, announce, olga, { activity: '1' })).ok);
    const types = async () => (await cases.read(ID))?.log.map(({ event }) => event.type);
    assert.deepEqual(await types(), ['IntakeOpened', 'CaseAnnounced']);
    watch = watchAt(hour(1));
    await cases.tick(ID);
    assert.deepEqual(await types(), ['IntakeOpened', 'CaseAnnounced', 'RiskRaised']);
  });

  it('is needed for a command: without it nothing is saved, and it may be given again', async () => {
    let isThere = true;
    const cases = await start(() =>
      isThere ? Promise.resolve(silent) : Promise.reject(new Error('the roster cannot be read')),
    );
    assert.ok((await cases.run(ID, announce, olga, { activity: '1' })).ok);
    const before = await cases.read(ID);
    isThere = false;
    await assert.rejects(cases.run(ID, claim, yara, { activity: '2' }), /the roster cannot be read/);
    assert.deepEqual(await cases.read(ID), before);
    isThere = true;
    assert.ok((await cases.run(ID, claim, yara, { activity: '2' })).ok);
  });
});
