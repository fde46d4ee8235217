import assert from 'node:assert/strict';
import { KeysUnreachable } from '../../src/bot/channel-keys.ts';
import { authenticator, tokenCheck } from '../../src/bot/tokens.ts';
import { MINUTE, SECOND } from '../../src/core/time.ts';
import { keptLog } from '../outbox/world.ts';
import { APP_ID, ISSUER, TEAMS, claimsFor, signed, signingKey } from '../support/openid.ts';

const SERVICE = 'https://smba.example.invalid/emea/';
const key = signingKey(TEAMS);
const issued = Date.UTC(2026, 10, 22, 12);

describe('The check of a token', () => {
  let now = issued;
  const check = tokenCheck({
    issuer: ISSUER,
    audience: APP_ID,
    keys: (id) => Promise.resolve(id === key.kid ? key.publicKey : undefined),
    clock: () => now,
  });
  const claims = claimsFor(SERVICE, issued);
  const [begins, ends] = [claims.nbf * SECOND, claims.exp * SECOND];
  const answer = async (given: object = claims) => check([`Bearer ${await signed({ ...given }, key)}`]);

  const moments: readonly [string, number, boolean][] = [
    ['five minutes before it begins', begins - 5 * MINUTE, true],
    ['a second earlier', begins - 5 * MINUTE - SECOND, false],
    ['while it is good', issued, true],
    ['just before five minutes after its end', ends + 5 * MINUTE - SECOND, true],
    ['five minutes after its end', ends + 5 * MINUTE, false],
  ];
  for (const [what, at, isRight] of moments)
    it(`${isRight ? 'takes' : 'refuses'} it ${what}, for clocks differ`, async () => {
      now = at;
      assert.equal((await answer()).ok, isRight);
    });

  it('lets its caller send what comes from Teams and from the address in the token, and nothing else', async () => {
    now = issued;
    const caller = await answer();
    assert.ok(caller.ok);
    const status = (channelId: string, serviceUrl: string) => {
      const allowed = caller.value.allows({ channelId, serviceUrl });
      return allowed.ok || allowed.refusal.status;
    };
    assert.equal(status('msteams', SERVICE), true);
    for (const channel of ['directline', 'webchat', 'emulator', 'AseChannel', 'MSTeams', ''])
      assert.equal(status(channel, SERVICE), 403);
    for (const address of [SERVICE.slice(0, -1), SERVICE.toUpperCase(), 'https://smba.example.invalid/', ''])
      assert.equal(status('msteams', address), 403);
  });

  it('lets a key server that is away be known as such', async () => {
    const away = tokenCheck({
      issuer: ISSUER,
      audience: APP_ID,
      keys: () => Promise.reject(new KeysUnreachable()),
      clock: () => now,
    });
    await assert.rejects(away([`Bearer ${await signed({ ...claims }, key)}`]), KeysUnreachable);
    // Whoever cannot be Teams whatever its keys are is refused all the same.
    const other = await away([
      `Bearer ${await signed({ ...claims, iss: 'https://sts.windows.net/x/' }, key)}`,
    ]);
    assert.ok(!other.ok && other.refusal.code === 'WRONG_ISSUER');
  });

  it('is left out in local mode only', async () => {
    const parts = { clock: () => now, log: keptLog().log };
    assert.ok((await authenticator({ kind: 'none' }, parts)([])).ok);
    const auth = { kind: 'required', appType: 'UserAssignedMSI', appId: APP_ID, appTenantId: 't' } as const;
    assert.ok(!(await authenticator(auth, parts)([])).ok);
  });
});
