import assert from 'node:assert/strict';
import { readOperationsSettings } from '../../src/config/operations-environment.ts';

describe('The environment of whoever keeps the program running', () => {
  it('may be empty', () => {
    assert.deepEqual(readOperationsSettings({}), { ok: true, value: {} });
  });

  for (const url of [
    'https://heartbeat.example.nl/abc',
    'https://heartbeat.example.nl/push/abc?status=up&msg=OK',
    'http://127.0.0.1:3001/ping',
    'http://localhost/ping',
  ])
    it(`has a heartbeat at ${url}`, () => {
      assert.deepEqual(readOperationsSettings({ HEARTBEAT_URL: url }), {
        ok: true,
        value: { heartbeatUrl: url },
      });
    });

  for (const url of [
    'hartslag',
    'http://hartslag.example.nl/abc',
    'ftp://127.0.0.1/a',
    '?https://a.nl',
    'https://us:pw@a.nl/b',
  ])
    it(`refuses a heartbeat at ${url}, without repeating it`, () => {
      const read = readOperationsSettings({ HEARTBEAT_URL: url });
      assert.ok(!read.ok);
      assert.equal(read.refusal.length, 1);
      assert.match(
        read.refusal[0] ?? '',
        /^HEARTBEAT_URL is not an https address without a password; write for example /,
      );
      assert.ok(!read.refusal[0]?.includes(url));
    });
});
