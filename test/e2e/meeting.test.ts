import assert from 'node:assert/strict';
import { textOf } from '../support/cards.ts';
import { type GraphService, startGraph } from '../support/graph.ts';
import { GRAPH_TROUBLE } from '../support/graph-trouble.ts';
import { PEOPLE } from '../support/region-file.ts';
import { REPORT, type Scenario, expectCalls, expectConsultation, seen, startScenario } from './scenario.ts';

const { police, youth, municipal, safeAtHome } = PEOPLE;

const ORGANISER = '5f0cdb2a-8f36-4f0b-9df8-3c1f0a1b2c3d';

/** The address behind "Deelnemen aan overleg", wherever it stands on a card. */
const linkOn = (card: unknown): string | undefined => /"url":"([^"]+)"/.exec(JSON.stringify(card))?.[1];

describe('Where the consultation is held, with Microsoft Graph', function () {
  this.timeout(60_000);

  let graph: GraphService;
  let scenario: Scenario;

  beforeEach(async () => {
    graph = await startGraph();
    scenario = await startScenario({ municipality: { organiser: ORGANISER } }, graph.environment);
  });

  afterEach(async () => {
    await scenario.close();
    scenario.connector.assertNothingElse();
    await graph.close();
  });

  it('is a meeting of its own, made once, and gone when the case is closed', async () => {
    const posted = await scenario.announce();
    assert.equal(graph.meetings.length, 1);
    const link = linkOn(posted.card());
    assert.match(textOf(posted.card()), /Overleg nu in een eigen Teams-overleg/);
    for (const call of posted.calls) assert.equal(linkOn(call.card), link);

    await posted.press(police, 'Besluit opslaan');
    assert.match(JSON.stringify(posted.card()), /Terug naar het overleg/);
    for (const [who, title, answers] of [
      [police, 'Aanvulling opslaan'],
      [youth, 'Ik ga mee'],
      [municipal, 'Ik ga mee'],
      [youth, 'Planning opslaan'],
      [youth, 'Bezoek opslaan', seen()],
      [youth, 'School is ingelicht'],
      [youth, 'Terugkoppeling is gedaan'],
      [police, 'Nummer opslaan', REPORT],
    ] as const)
      await posted.press(who, title, answers);
    await posted.try(youth, 'Overgedragen en sluiten', { dossier: 'safeAtHome' });
    // Once or twice: what changes again before it could be drawn is drawn once.
    do await scenario.connector.expectUpdate({ activityId: posted.posted.activityId });
    while (!textOf(posted.card()).includes('Teams-overleg verwijderd'));
    assert.equal(graph.meetings.filter(({ deleted }) => deleted).length, 1);
    assert.doesNotMatch(JSON.stringify(posted.card()), /"url"|overleg\]\(/);
  });

  it('does not keep the case card waiting: the card is there while Graph is silent, the link follows', async () => {
    const script = graph.answerNext('make', GRAPH_TROUBLE.silent);
    const { posted } = await scenario.send();
    await script.met;
    const shown = scenario.connector.shown(posted).card;
    assert.match(textOf(shown), /Overleg nu \(de link komt er zo aan\)/);
    assert.equal(linkOn(shown), undefined);
    script.release();
    const calls = await expectConsultation(scenario.connector, posted);
    assert.equal(linkOn(scenario.connector.shown(posted).card), linkOn(calls[0]?.card));
    assert.equal(graph.meetings.length, 1);
  });

  it('is the standing room when the access policy is missing, and the card says why', async () => {
    graph.answerNext('make', GRAPH_TROUBLE.noPolicy);
    const posted = await scenario.announce();
    const words = textOf(posted.card());
    assert.match(words, /Overleg nu in de vaste ruimte/);
    assert.match(words, /Niet in een eigen Teams-overleg: het toegangsbeleid ontbreekt/);
    assert.equal(linkOn(posted.card()), 'https://teams.example.invalid/hoogeveen');
    const line = scenario.program.log.find(
      ({ msg, kind }) => msg === 'message delivered' && kind === 'meeting',
    );
    assert.deepEqual(
      [line?.way, line?.passed],
      [
        'standing-room',
        [
          { way: 'graph', reason: 'noPolicy' },
          { way: 'deep-link', reason: 'notConfigured' },
        ],
      ],
    );
  });

  it('waits as long as Graph asks when that is short, and no longer when it is not', async () => {
    graph.answerNext('make', GRAPH_TROUBLE.throttled('1'));
    const posted = await scenario.announce();
    assert.match(textOf(posted.card()), /in een eigen Teams-overleg/);
    graph.answerNext('make', GRAPH_TROUBLE.throttled('600'));
    const next = await scenario.announce();
    assert.match(textOf(next.card()), /vaste ruimte[^]*Teams had het te druk/);
    assert.equal(graph.meetings.length, 1);
  });

  for (const [moment, lost] of [
    ['before Graph made the meeting', false],
    ['after Graph made the meeting, before we heard of it', true],
  ] as const) {
    it(`kill -9 ${moment}: it is made once`, async () => {
      const script = graph.answerNext('make', { ...GRAPH_TROUBLE.silent, delivered: lost });
      const { posted } = await scenario.send();
      await script.met;
      await scenario.restart('SIGKILL');
      script.release();
      await expectConsultation(scenario.connector, posted);
      assert.equal(graph.meetings.length, 1);
      await scenario.program.next('sweep done');
    });
  }
});

describe('Where the consultation is held, without Microsoft Graph', function () {
  this.timeout(60_000);

  it('is a Teams call to the people who were asked, without whoever reads it on their own card', async () => {
    const scenario = await startScenario({ signIns: true });
    const posted = await scenario.announce();
    assert.match(
      linkOn(posted.card()) ?? '',
      /^https:\/\/teams\.microsoft\.com\/l\/call\/0\/0\?users=[^&]*pim\.politie@example\.invalid/,
    );
    assert.doesNotMatch(linkOn(posted.callOf(safeAtHome).card) ?? '', /vera/);
    await scenario.close();
    scenario.connector.assertNothingElse();
  });

  it('is a telephone number in words when there is nothing else', async () => {
    const scenario = await startScenario({
      municipality: { meeting: '[phone]', phone: '"0528 123 456, toets 1"' },
    });
    const { posted } = await scenario.send();
    await expectConsultation(scenario.connector, posted, []);
    const { card } = scenario.connector.shown(posted);
    assert.match(textOf(card), /Overleg nu via de telefoon: bel 0528 123 456, toets 1/);
    assert.equal(linkOn(card), undefined);
    for (const call of await expectCalls(scenario.connector))
      assert.match(textOf(call.card ?? {}), /bel 0528 123 456, toets 1/);
    await scenario.close();
    scenario.connector.assertNothingElse();
  });
});
