import assert from 'node:assert/strict';
import ICAL from 'ical.js';
import { PERSONAL, type User, user } from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';
import { NO_WEEKENDS, type RosterDesk, startRoster } from './rosters.ts';
import { CHANNEL } from './scenario.ts';

const { youth, adult } = PEOPLE;
const jan = user('Jan Jeugd');

const PUBLIC_URL = 'https://eerder-erbij.example.invalid';

describe('A personal calendar over HTTP', function () {
  this.timeout(60_000);

  let desk: RosterDesk;

  before(async () => {
    const more = [{ name: jan.name, role: 'jeugd-mw' }];
    desk = await startRoster({ onCall: ['jeugd-mw'], serviceHours: NO_WEEKENDS, more }, { PUBLIC_URL });
    await desk.puts({ who: youth, from: '2026-11-28T10:00', to: '2026-11-28T18:00' });
    await desk.puts({ who: jan, from: '2026-11-29T10:00', to: '2026-11-29T18:00' });
  });

  after(async () => {
    await desk.scenario.close();
    desk.scenario.connector.assertNothingElse();
  });

  const typed = async (who: User, words: string): Promise<string> => {
    await desk.scenario.teams.message(who, PERSONAL, words);
    const { activity } = await desk.scenario.connector.expectPersonal({ member: who });
    return activity.text ?? '';
  };
  /** The path of a new address. */
  const asks = async (who: User): Promise<string> => {
    const [address = ''] = /https:\S+/.exec(await typed(who, 'agenda')) ?? [];
    assert.ok(address.startsWith(`${PUBLIC_URL}/agenda/`), `no address: ${address}`);
    return address.slice(PUBLIC_URL.length);
  };
  const got = (path: string): Promise<Response> => fetch(desk.scenario.program.url + path);
  const statuses = (...paths: readonly string[]): Promise<number[]> =>
    Promise.all(paths.map(async (path) => (await got(path)).status));
  const summaries = async (path: string): Promise<string[]> => {
    const calendar = ICAL.Component.fromString(await (await got(path)).text());
    return calendar.getAllSubcomponents('vevent').map((one) => {
      const { summary, startDate, endDate } = new ICAL.Event(one);
      return `${summary} ${startDate.toString()} ${endDate.toString()}`;
    });
  };

  it('holds the duties of one person, and those that follow', async () => {
    const path = await asks(youth);
    const response = await got(path);
    assert.equal(response.headers.get('content-type'), 'text/calendar; charset=utf-8');
    assert.equal(response.headers.get('cache-control'), 'private, no-store');
    const first = 'Piket Jeugdmaatschappelijk werker, Hoogeveen 2026-11-28T09:00:00Z 2026-11-28T17:00:00Z';
    assert.deepEqual(await summaries(path), [first]);
    await desk.puts({ who: youth, from: '2026-12-05T10:00', to: '2026-12-05T18:00' });
    assert.equal((await summaries(path)).length, 2);
    assert.deepEqual(await summaries(await asks(adult)), [], 'whoever has no duties has an empty one');
  });

  it('works at the newest address only, until it is taken away, also after a restart', async () => {
    const first = await asks(youth);
    const others = await asks(jan);
    const second = await asks(youth);
    assert.deepEqual(await statuses(first, second, others), [404, 200, 200]);
    await desk.scenario.restart('SIGKILL');
    assert.deepEqual(await statuses(first, second, others), [404, 200, 200]);
    assert.match(await typed(youth, 'agenda stop'), /Uw agenda-adres werkt niet meer/);
    assert.deepEqual(await statuses(first, second, others), [404, 404, 200]);
  });

  it('is at no other address', async () => {
    const path = await asks(youth);
    const others = [
      '/agenda/',
      '/agenda/x.ics',
      path.replace('.ics', ''),
      `${path}x`,
      path.replace(/.\.ics/, '.ics'),
    ];
    const swapped = path.replace(/[A-Za-z](?=[^A-Za-z]*\.ics)/, (letter) => (letter === 'a' ? 'b' : 'a'));
    assert.deepEqual(await statuses(...others, swapped, path), [...others.map(() => 404), 404, 200]);
    const posted = await fetch(desk.scenario.program.url + path, { method: 'POST' });
    assert.equal(posted.status, 404);
  });

  it('is never given in a channel, and its address is in no log', async () => {
    const asked = await desk.scenario.teams.message(youth, CHANNEL, 'agenda');
    const answer = await desk.scenario.connector.expectReply({ thread: asked });
    assert.equal(answer.activity.text, 'Typ dit in onze eigen chat. Het adres is alleen voor u.');
    const path = await asks(youth);
    await got(path);
    const [, secret = path] = /agenda\/(.{43})/.exec(path) ?? [];
    assert.ok(!JSON.stringify(desk.scenario.program.log).includes(secret));
  });
});
