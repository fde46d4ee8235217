import assert from 'node:assert/strict';
import { textOf } from '../support/cards.ts';
import { calendarOf, eventOf } from '../support/calendar-files.ts';
import { type Files, startFiles } from '../support/files.ts';
import { type User, user } from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';
import { NO_WEEKENDS, type RosterDesk, startRoster } from './rosters.ts';
import { storedRoster } from './stored.ts';

const { planner, youth } = PEOPLE;
const jan = user('Jan Jeugd');

const JOKE = eventOf(
  '1',
  'Piket Joke Jeugd',
  '20261128T100000',
  '20261128T180000',
  'RRULE:FREQ=WEEKLY;COUNT=2',
);
const JAN = eventOf('2', 'Piket Jan Jeugd', '20261129T100000', '20261129T180000');
const NOBODY = eventOf('3', 'Piket Wie Dan Ook', '20261130T100000', '20261130T180000');
const WRONG_ROLE = eventOf('4', 'Piket Arie Volwassen jeugd-mw', '20261129T100000', '20261129T180000');

const FILE = calendarOf(JOKE, JAN, NOBODY, WRONG_ROLE);

describe('A calendar file that a planner sends, over HTTP', function () {
  this.timeout(60_000);

  let files: Files;
  let desk: RosterDesk;

  before(async () => {
    files = await startFiles();
    desk = await startRoster({
      onCall: ['jeugd-mw'],
      serviceHours: NO_WEEKENDS,
      more: [{ name: jan.name, role: 'jeugd-mw' }],
    });
  });

  after(async () => {
    await desk.scenario.close();
    await files.close();
  });

  afterEach(() => {
    desk.scenario.connector.assertNothingElse();
  });

  const answered = async (member: User): Promise<string> => {
    const { card, activity } = await desk.scenario.connector.expectPersonal({ member });
    return card ? textOf(card) : (activity.text ?? '');
  };
  const sends = async (content: string, who: User = planner): Promise<string> => {
    await desk.scenario.teams.file(who, 'rooster.ics', files.put('rooster.ics', content));
    return answered(who);
  };
  const changed = async (member: User): Promise<string> => {
    const text = 'Uw piketdienst in Hoogeveen is veranderd';
    return textOf((await desk.scenario.connector.expectPersonal({ member, text })).card ?? {});
  };

  it('is put on the roster, and what is not is listed with the reason', async () => {
    const words = await sends(FILE);
    assert.match(
      words,
      /⚠ Agenda ingelezen, niet alles is gelukt\n3 diensten toegevoegd, 0 diensten weggehaald/,
    );
    assert.match(words, /Niet overgenomen: 2/);
    assert.match(words, /⚠ Piket Wie Dan Ook \(ma 30 nov\. 10:00-18:00\): geen collega gevonden/);
    assert.match(
      words,
      /⚠ Piket Arie Volwassen jeugd-mw \(zo 29[^)]*\): deze collega heeft deze rol hier niet/,
    );
    assert.match(await changed(youth), /✔ U heeft piket: za 28 nov\.[^]*✔ U heeft piket: za 5 dec\./);
    assert.match(await changed(jan), /✔ U heeft piket: zo 29 nov\. 10:00-18:00/);
  });

  it('changes nothing and tells nobody when it is sent again', async () => {
    const words = await sends(FILE);
    assert.match(words, /0 diensten toegevoegd, 0 diensten weggehaald\.\nNiet overgenomen: 2/);
  });

  it('acts once when Teams sends the same message again', async () => {
    const { teams } = desk.scenario;
    const address = files.put(
      'nieuw.ics',
      calendarOf(eventOf('5', 'Piket Jan Jeugd', '20261205T180000', '20261205T220000')),
    );
    const sent = await teams.file(planner, 'nieuw.ics', address);
    assert.match(await answered(planner), /1 dienst toegevoegd/);
    await changed(jan);
    await teams.resend(sent);
    await answered(planner);
  });

  it('replaces what it said before, and takes away what is cancelled', async () => {
    const moved = eventOf('2', 'Piket Joke Jeugd', '20261129T100000', '20261129T180000', 'SEQUENCE:1');
    const cancelled = eventOf(
      '5',
      'Piket Jan Jeugd',
      '20261205T180000',
      '20261205T220000',
      'STATUS:CANCELLED',
    );
    assert.match(await sends(calendarOf(moved, cancelled)), /1 dienst toegevoegd, 2 diensten weggehaald/);
    assert.match(await changed(youth), /✔ U heeft piket: zo 29 nov\./);
    assert.match(
      await changed(jan),
      /✖ U heeft geen piket meer: zo 29 nov\.[^]*✖ U heeft geen piket meer: za 5 dec\./,
    );
  });

  it('is taken from a planner only, and left where it is for anybody else', async () => {
    const before = files.asked;
    assert.match(await sends(calendarOf(JOKE), youth), /Een agenda inlezen hoort niet bij uw rol/);
    assert.equal(files.asked, before);
  });

  it('changes nothing when it is no calendar, gone, too large or somewhere else', async () => {
    assert.match(await sends('<html>Log in</html>'), /Dit is geen agenda-bestand/);
    const large = calendarOf(JOKE).padEnd(10 * 1024 * 1024 + 1);
    assert.match(await sends(large), /Dit bestand is te groot/);
    const { teams } = desk.scenario;
    for (const address of [files.gone, 'http://192.0.2.1/rooster.ics', 'file:///etc/passwd']) {
      await teams.file(planner, 'rooster.ics', address);
      assert.match(await answered(planner), /Het bestand kon niet worden opgehaald/);
    }
    await desk.scenario.program.stop('SIGTERM');
    const { log } = await storedRoster(desk.scenario);
    const imports = log.filter(({ event: { type } }) => type === 'ShiftsImported');
    assert.equal(imports.length, 3, 'first, resent once, replaced');
  });
});
