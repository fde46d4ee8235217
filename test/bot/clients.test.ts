import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder';
import { botAuthentication } from '../../src/bot/adapter.ts';

const from = (serviceUrl: string): Activity =>
  // Without authentication nothing but the channel is looked at.
  ({ channelId: 'msteams', serviceUrl }) as Activity;

describe('The HTTP clients of a turn', () => {
  const authentication = botAuthentication({ kind: 'none' });
  const clientFor = async (serviceUrl: string, audience = 'https://api.botframework.com') => {
    const { connectorFactory } = await authentication.authenticateRequest(from(serviceUrl), '');
    return connectorFactory?.create(serviceUrl, audience);
  };

  it('are those of an earlier turn from the same address', async () => {
    const one = await clientFor('https://smba.example.invalid/emea/');
    assert.ok(one);
    assert.equal(await clientFor('https://smba.example.invalid/emea/'), one);
  });

  it('are others for another address, or another audience', async () => {
    const one = await clientFor('https://smba.example.invalid/emea/');
    assert.notEqual(await clientFor('https://smba.example.invalid/amer/'), one);
    assert.notEqual(await clientFor('https://smba.example.invalid/emea/', 'https://api.other.example'), one);
    const { connectorFactory } = await authentication.authenticateRequest(from('https://x.invalid/'), '');
    const client = await connectorFactory?.create('https://smba.example.invalid/amer/');
    assert.equal((client as { baseUri?: string } | undefined)?.baseUri, 'https://smba.example.invalid/amer/');
  });

  it('are made for whoever calls with another identity', async () => {
    const one = await authentication.authenticateRequest(from('https://x.invalid/'), '');
    const tokens = await authentication.createUserTokenClient(one.claimsIdentity);
    assert.equal(await authentication.createUserTokenClient(one.claimsIdentity), tokens);
  });
});
