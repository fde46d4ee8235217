import assert from 'node:assert/strict';
import { botAuthentication, identityOf } from '../../src/bot/adapter.ts';

describe('The HTTP clients of a turn', () => {
  const authentication = botAuthentication({ kind: 'none' });
  const us = identityOf('');
  const clientFor = async (serviceUrl: string, audience = 'https://api.botframework.com') => {
    const { connectorFactory } = authentication.forTurn(us);
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
    const { connectorFactory } = authentication.forTurn(us);
    const client = await connectorFactory?.create('https://smba.example.invalid/amer/');
    assert.equal((client as { baseUri?: string } | undefined)?.baseUri, 'https://smba.example.invalid/amer/');
  });

  it('are made for whoever calls with another identity', async () => {
    const tokens = await authentication.createUserTokenClient(us);
    assert.equal(await authentication.createUserTokenClient(us), tokens);
    assert.notEqual(await authentication.createUserTokenClient(identityOf('another')), tokens);
  });
});
