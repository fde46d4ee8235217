import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { BOT_NAME } from '../../src/cards/texts.nl.ts';
import { cardIn, wordsIn } from '../support/answers.ts';
import { textOf } from '../support/cards.ts';
import type { Received } from '../support/inbox.ts';
import { GROUP, PERSONAL, type Place, user } from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';
import { CHANNEL, REFERENCE, type Scenario, expectConsultation, startScenario } from './scenario.ts';

const { police, youth, safeAtHome, manager, planner } = PEOPLE;

const MOBILE = '+31600000017';
/** Not the example that stands in every empty form. */
const ANNOUNCED = 'PL0100-2026654321';

const manifest = z
  .object({
    bots: z.tuple([
      z.object({
        commandLists: z.array(
          z.object({
            scopes: z.array(z.enum(['team', 'personal', 'groupChat'])),
            commands: z.array(z.object({ title: z.string() })),
          }),
        ),
      }),
    ]),
  })
  .parse(JSON.parse(readFileSync(new URL('../../manifest/manifest.json', import.meta.url), 'utf8')));

const PLACES: Readonly<Record<'team' | 'personal' | 'groupChat', Place>> = {
  team: CHANNEL,
  personal: PERSONAL,
  groupChat: GROUP,
};

/** How every answer begins that sends somebody to another place. */
const ELSEWHERE = /^(?:Typ (?:dit|"mensen") in (?:onze|het kanaal dat)|Dat kan alleen in|In dit gesprek)/;

const said = ({ activity, card }: Received): string => activity.text ?? textOf(card ?? {});

describe('The app in the places where it may be added', function () {
  this.timeout(60_000);

  let scenario: Scenario;
  let number: string;
  let id: string;

  before(async () => {
    scenario = await startScenario({ mobiles: { [manager.name]: MOBILE } });
    const posted = await scenario.announce({ reference: ANNOUNCED });
    number = /HGV-\d{4}-\d{4}/.exec(textOf(posted.card()))?.[0] ?? assert.fail('no number');
    id = posted.id;
  });

  after(async () => {
    await scenario.close();
    scenario.connector.assertNothingElse();
  });

  const answerTo = async (who: typeof police, place: Place, words: string): Promise<Received> => {
    const { teams, connector } = scenario;
    const posted = await teams.message(who, place, words);
    if (place.kind === 'group') return connector.expectMessage('group');
    if (place.kind === 'personal') return connector.expectPersonal({ member: who });
    return connector.expectReply({ thread: posted });
  };

  it('says once how to begin, in each of them', async () => {
    const { teams, connector } = scenario;
    const words = new RegExp(`^Hallo, ik ben ${BOT_NAME}`);
    await teams.installed(GROUP);
    await connector.expectMessage('group', { text: words });
    await teams.installed(PERSONAL, youth);
    await connector.expectPersonal({ member: youth, text: words });
    await teams.installed(CHANNEL);
    await connector.expectThread({ channel: CHANNEL.channel, text: words });
  });

  for (const { scopes, commands } of manifest.bots[0].commandLists)
    for (const scope of scopes)
      it(`does there what its list of commands offers: ${scope}`, async () => {
        for (const { title } of commands) {
          // Who may do it is another matter: of these two each command is of at least one.
          const answers = [
            said(await answerTo(police, PLACES[scope], title)),
            said(await answerTo(planner, PLACES[scope], title)),
          ];
          for (const words of answers) assert.doesNotMatch(words, ELSEWHERE, title);
        }
      });

  it('shows no case, nobody of a household and no number of a colleague in a group chat', async () => {
    for (const [who, words, answer] of [
      [youth, 'casussen', /^In dit gesprek laat ik geen casussen zien/],
      [youth, `casus ${number}`, /^In dit gesprek laat ik geen casussen zien/],
      [safeAtHome, `gegevens ${number}`, /^In dit gesprek laat ik geen casussen zien/],
      [planner, 'mensen', /^Typ "mensen" in onze eigen chat/],
      [planner, 'persoon', /^Typ dit in het kanaal en noem één persoon/],
      [planner, 'koppel Hoogeveen', /^Typ dit in het kanaal dat u wilt koppelen/],
      [youth, 'agenda', /^Typ dit in onze eigen chat/],
      [planner, 'instellingen', /piket/i],
      [planner, 'piket', /Piket/],
    ] as const)
      assert.match(said(await answerTo(who, GROUP, words)), answer, words);
    const shown = JSON.stringify(scenario.connector.received.filter(({ kind }) => kind === 'group'));
    for (const kept of [MOBILE, MOBILE.slice(3), number, ANNOUNCED])
      assert.ok(!shown.includes(kept), `${kept} is in the group chat`);
  });

  it('opens no household from a group chat, whatever is pressed there', async () => {
    const { teams, connector } = scenario;
    const form = await answerTo(safeAtHome, GROUP, 'help');
    for (const verb of ['household-record', 'household-release', 'household-view'])
      assert.match(
        wordsIn(await teams.execute(safeAtHome, GROUP, form, verb, { case: id })),
        /^Dat kan alleen in onze eigen chat/,
      );
    connector.assertNothingElse();
  });

  it('draws no case in a group chat, whatever is pressed there', async () => {
    const { teams, connector } = scenario;
    const form = await answerTo(youth, GROUP, 'help');
    for (const verb of ['show', 'claim', 'acknowledge']) {
      const answer = await teams.execute(youth, GROUP, form, verb, { case: id });
      assert.match(wordsIn(answer), /^In dit gesprek laat ik geen casussen zien/);
    }
    await teams.submit(youth, GROUP, form, { verb: 'show', case: id });
    await connector.expectMessage('group', { text: /^In dit gesprek laat ik geen casussen zien/ });
    connector.assertNothingElse();
  });

  it('takes a pre-announcement from a group chat, and posts the case in the channel only', async () => {
    const { teams, connector } = scenario;
    const form = await answerTo(police, GROUP, 'nieuw');
    const filled = { reference: REFERENCE, children: 1 };
    const sent = cardIn(await teams.press(police, GROUP, connector.shown(form), 'Versturen', filled));
    assert.match(textOf(sent), /Verstuurd: casus HGV/);
    await connector.expectUpdate({ activityId: form.activityId, text: 'Verstuurd' });
    await expectConsultation(connector, await connector.expectThread({ channel: CHANNEL.channel }));
  });

  it('tells 1:1 what does not belong in a group chat, and says nothing there', async () => {
    await scenario.teams.message(police, GROUP, 'nieuw mevrouw Jansen, tel 06-12345678');
    await scenario.connector.expectPersonal({ member: police, text: /Verwijder uw bericht/ });
  });

  it('tells a stranger in a group chat that it does not know them', async () => {
    assert.match(said(await answerTo(user('Onbekend'), GROUP, 'casussen')), /^Ik ken u nog niet/);
  });
});
