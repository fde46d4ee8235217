import assert from 'node:assert/strict';
import { MINUTE } from '../../src/core/time.ts';
import { actionTitles, textOf } from '../support/cards.ts';
import { PERSONAL } from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';
import { momentAt, wallClock } from '../support/wall-clock.ts';
import { FRIDAY, type RosterDesk, SATURDAY, SUNDAY, THURSDAY, between, startRoster } from './rosters.ts';
import { type Scenario, expectCalls, idIn } from './scenario.ts';
import { storedCase, storedRoster } from './stored.ts';

const { police, planner, youth, adult, safeAtHome, manager, director } = PEOPLE;

/** A moment before, so that what happens then happens while the program runs. */
const JUST_BEFORE = -4_000;

const GAP = /za 28 nov\. 10:00-18:00 · Jeugdmaatschappelijk werker/;

const NOBODY_LEFT = /Er heeft niemand meer dienst om vóór za 28 nov\. 22:1\d op bezoek te gaan/;

describe('Friday 22:15, and a Saturday without a youth worker on the roster', function () {
  this.timeout(180_000);

  let desk: RosterDesk;
  let scenario: Scenario;

  /** On Wednesday everybody who is needed is put on the roster and in reach, except a youth worker on Saturday. */
  beforeEach(async () => {
    desk = await startRoster({ onCall: ['veilig-thuis', 'jeugd-mw', 'amw'], wakeFrom: 1, schools: {} });
    ({ scenario } = desk);
    const weekend = { from: `${SATURDAY}T10:00`, to: `${SUNDAY}T18:00` };
    const { connector } = scenario;
    const found = await connector.expectPersonal({ member: planner, text: '6 gaten in het piketrooster' });
    assert.match(textOf(found.card ?? {}), GAP, 'the planner hears of it at once');
    await desk.puts({ who: safeAtHome, ...weekend });
    await desk.puts({ who: adult, ...weekend });
    await desk.puts({ who: youth, from: `${SUNDAY}T10:00`, to: `${SUNDAY}T18:00` });
    await desk.proves([safeAtHome, adult, youth]);
    const { words } = await desk.asks(planner);
    assert.match(words, /⚠ Het rooster is niet rond\. Tot en met zo 29 nov\. is er 1 gat/);
    assert.match(words, /⚠ Jeugdmaatschappelijk werker: niemand/);
  });

  afterEach(async () => {
    await scenario.close();
    scenario.connector.assertNothingElse();
  });

  /** A pre-announcement with children; the consultation is for Saturday morning, so those on call are called for it. */
  const announceOnFridayNight = async (): Promise<string> => {
    await scenario.restart('SIGTERM', wallClock(`${FRIDAY}T22:15`));
    const { posted } = await scenario.send({ children: 2 });
    await expectCalls(scenario.connector, [police, safeAtHome, youth, adult]);
    await scenario.connector.expectUpdate({
      activityId: posted.activityId,
      text: /Overleg za 28 nov\. 10:00/,
    });
    return posted.activityId;
  };

  it('was reported on Thursday and Friday, and brings the manager in at the intake', async () => {
    const { connector } = scenario;
    await scenario.restart('SIGTERM', wallClock(`${THURSDAY}T08:30`, JUST_BEFORE));
    const onThursday = await connector.expectPersonal({ member: manager, text: GAP });
    assert.match(textOf(onThursday.card ?? {}), /De planner weet het al\. Het is nog niet opgelost/);
    await scenario.restart('SIGTERM', wallClock(`${FRIDAY}T12:00`, JUST_BEFORE));
    const onFriday = await connector.expectPersonal({ member: director, text: GAP });
    assert.match(textOf(onFriday.card ?? {}), /De planner en de manager weten het al/);

    await announceOnFridayNight();
    const ping = await connector.expectPersonal({ member: manager, text: NOBODY_LEFT });
    assert.match(textOf(ping.card ?? {}), /^Casus HGV-2026-0001 vraagt uw aandacht/);

    await scenario.program.stop('SIGKILL');
    const { log } = await storedCase(scenario, idIn(ping));
    const at = (type: string): number => log.find(({ event }) => event.type === type)?.at ?? NaN;
    assert.equal(at('RiskRaised'), at('CaseAnnounced'), 'in the write of the intake itself');
    const reported = (await storedRoster(scenario)).log.flatMap(({ event, at: when }) =>
      event.type === 'GapsReported' ? [{ level: event.level, when }] : [],
    );
    assert.deepEqual(
      reported.map(({ level }) => level),
      ['planner', 'manager', 'director'],
    );
    const due = [momentAt(`${THURSDAY}T08:30`), momentAt(`${FRIDAY}T12:00`)];
    for (const [index, { when }] of reported.slice(1).entries()) {
      const late = when - (due[index] ?? NaN);
      assert.ok(late >= 0 && late < MINUTE, `${late} ms after it was due`);
    }
  });

  const fillsTheGap = async (): Promise<void> => {
    const roster = await desk.asks(youth);
    const gaps = await desk.presses(youth, roster, 'Gaten vullen');
    assert.match(gaps.words, GAP);
    assert.ok(actionTitles(gaps.card).includes('Ik vul dit'));
    const filled = await desk.presses(youth, gaps, 'Op het rooster zetten');
    assert.match(filled.words, /✔ Joke Jeugd staat nu op het rooster/);
    assert.match(filled.words, /✔ Geen gat in het piketrooster van Hoogeveen/);
  };

  it('is nobody’s worry once the youth worker fills the shift', async () => {
    await fillsTheGap();
    for (const moment of [`${THURSDAY}T08:30`, `${FRIDAY}T12:00`]) {
      await scenario.restart('SIGTERM', wallClock(moment, JUST_BEFORE));
      await sweepsUntil(moment);
    }
    await announceOnFridayNight();
    await sweepsUntil(`${FRIDAY}T22:15`);
    await scenario.teams.message(youth, PERSONAL, 'casussen');
    await scenario.connector.expectPersonal({ member: youth, text: 'Open casussen: 1' });
  });

  it('is everybody’s when the youth worker falls ill after the intake', async () => {
    const { connector } = scenario;
    await fillsTheGap();
    const card = await announceOnFridayNight();
    const away = between('absent', { from: `${SATURDAY}T08:00`, to: `${SATURDAY}T20:00` });
    await desk.presses(youth, await desk.asks(youth), 'Afwezigheid opslaan', away);
    // On the spot: the gap is less than 48 hours away, and Friday noon is over.
    await Promise.all(
      [planner, manager, director].map((member) => connector.expectPersonal({ member, text: GAP })),
    );
    // The case, that counted on her, is looked at again.
    await connector.expectPersonal({ member: manager, text: NOBODY_LEFT });
    await connector.expectUpdate({ activityId: card });
  });

  /** Two sweeps after a moment: whatever was due then is sent. */
  const sweepsUntil = async (moment: string): Promise<void> => {
    while (scenario.now() < momentAt(moment) + 1_000) await scenario.program.next('sweep done');
    for (let sweep = 0; sweep < 2; sweep += 1) await scenario.program.next('sweep done');
  };
});
