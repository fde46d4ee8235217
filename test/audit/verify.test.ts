import assert from 'node:assert/strict';
import { verify } from '../../src/audit/verify.ts';
import { type AuditPlace, KEY, startAuditPlace } from './world.ts';

describe('verify', function () {
  this.timeout(30_000);
  let place: AuditPlace;
  beforeEach(async () => {
    place = await startAuditPlace();
    await place.play('case/1');
    await place.arrange(3);
  });
  afterEach(() => place.dispose());
  const found = async () =>
    (await verify({ store: place.raw, key: KEY, at: new Date(0).toISOString() })).breaks;

  it('finds nothing in what the program wrote', async () => {
    assert.deepEqual(await found(), []);
  });

  it('finds a line that was taken out', async () => {
    const document = await place.edit.read('case/1');
    document.log.splice(3, 1);
    await place.edit.write(document);
    assert.deepEqual(
      (await found()).filter(({ wrong }) => wrong === 'chain'),
      [{ document: 'case/1', wrong: 'chain', line: 4 }],
    );
  });
});
