import assert from 'node:assert/strict';
import { actionTitles, textOf } from '../support/cards.ts';
import type { Received } from '../support/inbox.ts';
import { type User, user } from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';
import { momentAt, wallClock } from '../support/wall-clock.ts';
import { FRIDAY, type RosterDesk, SATURDAY, SUNDAY, seenIn, startRoster } from './rosters.ts';
import type { PostedCase } from './scenario.ts';

const { youth } = PEOPLE;
const jan = user('Jan Jeugd');

/** Long enough that nothing about the case itself is due in the weekend. */
const POLICY = {
  visitWithin: 'PT120H',
  consultWithin: 'PT100H',
  chaseAfter: 'PT100H',
  recordWithin: 'PT100H',
  claimWithin: 'PT100H',
  warnBefore: '[PT1H]',
  // Gaps of the next weekend are for another test.
  coverageHorizon: 'P1D',
};

/** A moment before, so that a duty begins or ends while the program runs. */
const JUST_BEFORE = -4_000;

const BEGINS = 'Uw piketdienst begint · Hoogeveen';
const IS_OVER = 'Uw piketdienst is voorbij · Hoogeveen';

describe('The hand-over of a duty over HTTP, on a weekend with an open case', function () {
  this.timeout(90_000);

  let desk: RosterDesk;
  let posted: PostedCase;

  before(async () => {
    desk = await startRoster({
      onCall: ['jeugd-mw'],
      policy: POLICY,
      more: [{ name: jan.name, role: 'jeugd-mw' }],
    });
    const { scenario } = desk;
    for (const [who, from, to] of [
      [youth, `${SATURDAY}T10:00`, `${SATURDAY}T14:00`],
      [jan, `${SATURDAY}T14:00`, `${SATURDAY}T18:00`],
      [jan, `${SUNDAY}T10:00`, `${SUNDAY}T14:00`],
      [jan, `${SUNDAY}T14:00`, `${SUNDAY}T18:00`],
    ] as const)
      await desk.puts({ who, from, to });
    await desk.proves([youth, jan]);
    await scenario.restart('SIGTERM', wallClock(`${FRIDAY}T16:00`));
    posted = await scenario.announce();
    await posted.press(youth, 'Ik ga mee');
  });

  after(async () => {
    await desk.scenario.close();
  });

  afterEach(() => {
    desk.scenario.connector.assertNothingElse();
  });

  const tells = (member: User, text: string | RegExp): Promise<Received> =>
    desk.scenario.connector.expectPersonal({ member, text });
  const wordsTo = async (member: User, text: string): Promise<string> =>
    textOf((await tells(member, text)).card ?? {});
  const comes = async (moment: string): Promise<void> => {
    await desk.scenario.restart('SIGTERM', wallClock(moment, JUST_BEFORE));
  };

  it('gives whoever comes on duty the open cases, and the way to them', async () => {
    await comes(`${SATURDAY}T10:00`);
    const message = seenIn(await tells(youth, BEGINS));
    assert.match(message.words, /Jeugdmaatschappelijk werker: tot za 28 nov\. 14:00/);
    assert.match(message.words, /Open casussen: 1\nHGV-2026-0001[^]*✔ U gaat mee in deze casus/);
    const [button = ''] = actionTitles(message.card);
    assert.equal(button, 'Toon HGV-2026-0001');
    assert.match((await desk.presses(youth, message, button)).words, /^Casus HGV-2026-0001/);
  });

  it('tells whoever goes off duty who takes over, and what they still hold', async () => {
    await comes(`${SATURDAY}T14:00`);
    const [going, coming] = await Promise.all([wordsTo(youth, IS_OVER), wordsTo(jan, BEGINS)]);
    assert.match(going, /Jan Jeugd neemt het over\.[^]*U heeft nog een plek in 1 casus[^]*HGV-2026-0001/);
    assert.match(coming, /tot za 28 nov\. 18:00[^]*Open casussen: 1\nHGV-2026-0001/);
    assert.doesNotMatch(coming, /U gaat mee/);
  });

  it('says when somebody is next, when that is themselves', async () => {
    await comes(`${SATURDAY}T18:00`);
    const words = await wordsTo(jan, IS_OVER);
    assert.match(
      words,
      /Uw volgende dienst begint zo 29 nov\. 10:00\.[^]*U heeft geen plek in een open casus/,
    );
  });

  it('takes duties that follow each other for one', async () => {
    await comes(`${SUNDAY}T10:00`);
    assert.match(await wordsTo(jan, BEGINS), /tot zo 29 nov\. 18:00/);
    await comes(`${SUNDAY}T14:00`);
    const { scenario } = desk;
    while (scenario.now() < momentAt(`${SUNDAY}T14:00`) + 1_000) await scenario.program.next('sweep done');
    for (let sweep = 0; sweep < 2; sweep += 1) await scenario.program.next('sweep done');
  });

  it('hands over to whoever is put on duty in the middle of it', async () => {
    await desk.puts({ who: youth, from: `${SUNDAY}T12:00`, to: `${SUNDAY}T20:00` });
    assert.match(await wordsTo(youth, BEGINS), /tot zo 29 nov\. 20:00[^]*Open casussen: 1/);
  });
});
