import assert from 'node:assert/strict';
import { cardIn, wordsIn } from '../support/answers.ts';
import { textOf } from '../support/cards.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { PERSONAL, TENANT, type User, user } from '../support/places.ts';
import { type Program, type Workplace, startProgram, workplace } from '../support/program.ts';
import { PEOPLE } from '../support/region-file.ts';
import { type Teams, playTeams } from '../support/teams.ts';
import { TROUBLE } from '../support/trouble.ts';
import { CHANNEL, idIn, quietRegion } from './scenario.ts';
import { storedCase } from './stored.ts';

const POLICE_TENANT = '88888888-8888-4888-8888-888888888888';

/** One person: an officer at home, and a guest with the municipality that has the channel. */
const officer = user('Otto Overkant', { tenantId: POLICE_TENANT });
const guest = user('Otto Overkant (gast)');

/** Acts in a shared channel: what Teams sends names the tenant of the channel. */
const colleague = user('Cora Collega', { tenantId: POLICE_TENANT });
const foreigner = user('Vreemd', { tenantId: '99999999-9999-4999-8999-999999999999' });
const shared = (one: User): User => ({ ...one, tenantId: TENANT });

const MORE = `
  - { id: ${officer.aadObjectId.toUpperCase()}, tenant: ${POLICE_TENANT}, name: ${officer.name}, roles: [politie, jeugd-mw], municipalities: [hoogeveen], accounts: [{ tenant: ${TENANT}, id: ${guest.aadObjectId.toUpperCase()} }] }
  - { id: ${colleague.aadObjectId}, tenant: ${POLICE_TENANT}, name: ${colleague.name}, roles: [politie], municipalities: [hoogeveen] }
`;

describe('People of other organisations', function () {
  this.timeout(60_000);

  let place: Workplace;
  let connector: Connector;
  let program: Program;
  let teams: Teams;

  before(async () => {
    const region = quietRegion().replace(`tenants: [${TENANT}]`, `tenants: [${TENANT}, ${POLICE_TENANT}]`);
    place = workplace(`${region.trimEnd()}${MORE}`);
    const people = [...Object.values(PEOPLE), officer, guest, colleague, foreigner];
    connector = await startConnector({ people, withinMs: 20_000 });
    program = await startProgram(place);
    teams = playTeams({ botUrl: program.botUrl, serviceUrl: connector.serviceUrl });
  });
  after(async () => {
    await program.stop('SIGTERM');
    await connector.close();
    place.remove();
  });

  const saying = async (who: User, text: string): Promise<string> => {
    const asked = await teams.message(who, CHANNEL, text);
    const { card, activity } = await connector.expectReply({ thread: asked });
    return card ? textOf(card) : (activity.text ?? '');
  };

  it('are known in a shared channel by the tenant that Teams says they are of', async () => {
    assert.match(await saying(shared(colleague), 'nieuw'), /Vooraankondiging/);
  });

  it('are known by the tenant in what they send, where Teams writes it there', async () => {
    const script = connector.answerNext(({ kind }) => kind === 'ask', TROUBLE.broken);
    const { activity } = await teams.message(officer, PERSONAL, 'casussen');
    await connector.expectPersonal({ member: officer, text: 'Er zijn geen' });
    const conversation = { ...(activity.conversation as object), tenantId: TENANT };
    const from = { ...(activity.from as object), tenantId: POLICE_TENANT };
    await teams.send({ ...activity, id: '1', from, conversation, channelData: { tenant: { id: TENANT } } });
    await connector.expectPersonal({ member: officer, text: 'Er zijn geen' });
    assert.equal(script.calls.length, 0);
    // Spends the trouble: a stranger in the channel is asked for, and stays one when that fails.
    const failed = program.next('a member of a channel could not be asked for');
    const unknown = program.next('activity of an unknown person');
    assert.match(await saying(user('Onbekend'), 'casussen'), /Ik ken u nog niet/);
    await Promise.all([failed, unknown]);
  });

  it('of a tenant that may not act stay unknown, and the log has only ids', async () => {
    const logged = program.next('activity of an unknown person');
    assert.match(await saying(shared(foreigner), 'casussen'), /Ik ken u nog niet/);
    const { tenant, person, ...rest } = await logged;
    assert.deepEqual([tenant, person], [TENANT, foreigner.aadObjectId]);
    assert.ok(!JSON.stringify(rest).includes('Vreemd'));
  });

  it('do not become somebody by the object id of another tenant', async () => {
    const twin = user('Tweeling', { aadObjectId: officer.aadObjectId, tenantId: TENANT, id: '29:twin' });
    assert.match(await saying(twin, 'casussen'), /Ik ken u nog niet/);
  });

  it('are one person as a guest and at home, for the case and for what is sent', async () => {
    const asked = await teams.message(guest, CHANNEL, 'nieuw');
    const form = await connector.expectReply({ thread: asked, text: 'Vooraankondiging' });
    const filled = { reference: 'PL0100-2026123456', children: 2 };
    cardIn(await teams.press(guest, asked.place, connector.shown(form), 'Versturen', filled));
    const posted = await connector.expectThread({ channel: CHANNEL.channel, text: /Casus HGV-/ });
    // Called once, with the account that was used last.
    await connector.expectPersonal({ member: guest, text: /Overleg .*: casus/ });
    const mine = connector.shown(posted);
    assert.match(textOf(cardIn(await teams.press(guest, asked.place, mine, 'Ik ga mee'))), /Otto Overkant/);
    const again = await teams.execute(officer, PERSONAL, posted, 'claim', { case: idIn(posted) });
    assert.match(textOf(cardIn(again)), /Otto Overkant/);
    const stranger = await teams.execute(user('Onbekend'), PERSONAL, posted, 'show', { case: idIn(posted) });
    assert.match(wordsIn(stranger), /Ik ken u nog niet/);
    await program.stop('SIGTERM');
    const text = JSON.stringify(await storedCase({ place }, idIn(posted)));
    assert.ok(text.includes(`"id":"${officer.aadObjectId}"`));
    assert.ok(!text.includes(`"id":"${guest.aadObjectId}"`));
    program = await startProgram(place);
  });
});
