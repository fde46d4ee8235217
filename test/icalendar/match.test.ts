import assert from 'node:assert/strict';
import { calendarOf, eventOf, leftOver, read } from './readings.ts';

const WHEN = ['DTSTART:20261017T080000', 'DURATION:P1D'];

const attendee = (mail: string, name = mail, more = ''): string =>
  `ATTENDEE;CN="${name}"${more}:mailto:${mail}`;
const organiser = (mail: string): string => `ORGANIZER;CN=${mail}:mailto:${mail}`;

/** Whose duty the event with these lines is, or why it is nobody's. */
const whose = async (...lines: string[]): Promise<string | undefined> => {
  const reading = await read(calendarOf(...eventOf(...WHEN, ...lines)));
  const [shift] = reading.shifts;
  return shift ? `${shift.role} ${shift.person.name}` : leftOver(reading)[0]?.replace(/:.*/, '');
};

describe('Whose duty an event is', () => {
  const cases: readonly [string, string, ...string[]][] = [
    ['who is invited', 'jeugd-mw Jan de Vries', attendee('jan@example.com')],
    ['who is invited, in capitals', 'jeugd-mw Jan de Vries', 'ATTENDEE:MAILTO:JAN@EXAMPLE.COM'],
    ['a guest, by mail', 'amw José Álvarez-Smit', attendee('jose@welzijn.example.com')],
    [
      'who is invited, by name when the address is another',
      'amw Piet Bakker',
      attendee('p.bakker@elders.example.com', 'Piet Bakker'),
    ],
    [
      'who is invited, surname first',
      'amw Piet Bakker',
      attendee('pb@elders.example.com', 'Bakker, Piet (Welzijnswerk)'),
    ],
    [
      'who is invited, not who invites',
      'jeugd-mw Jan de Vries',
      organiser('piet@example.com'),
      attendee('jan@example.com'),
    ],
    [
      'who is invited, not a planner who is invited too',
      'jeugd-mw Jan de Vries',
      attendee('ruth@example.com'),
      attendee('jan@example.com'),
    ],
    [
      'of those invited the one with the role',
      'amw Piet Bakker',
      'SUMMARY:Piket amw',
      attendee('jan@example.com'),
      attendee('piet@example.com'),
    ],
    [
      'of those invited the one in the summary',
      'jeugd-mw Jan de Vries',
      'SUMMARY:Piket Jan de Vries',
      attendee('piet@example.com'),
      attendee('jan@example.com'),
    ],
    [
      'who made it, when nobody is invited or named',
      'jeugd-mw Jan de Vries',
      'SUMMARY:Piket',
      organiser('jan@example.com'),
    ],
    [
      'who is in the summary, not who made it',
      'amw Piet Bakker',
      'SUMMARY:Piket Piet Bakker',
      organiser('jan@example.com'),
    ],
    ['who is in the summary, in any case', 'jeugd-mw Jan de Vries', 'SUMMARY:PIKET JAN DE VRIES'],
    ['who is in the summary, surname first', 'jeugd-mw Jan de Vries', 'SUMMARY:Piket: de Vries\\, Jan'],
    [
      'who is in the summary, surname first and its preposition last',
      'jeugd-mw Jan de Vries',
      'SUMMARY:Piket - Vries\\, Jan de - Hoogeveen',
    ],
    ['who is in the summary, without accents', 'amw José Álvarez-Smit', 'SUMMARY:Jose Alvarez-Smit'],
    ['who is in the summary, over folded lines', 'jeugd-mw Jan de Vries', 'SUMMARY:Piket Jan de V\r\n ries'],
    [
      'who is in the summary, not in the description',
      'jeugd-mw Jan de Vries',
      'SUMMARY:Jan de Vries',
      'DESCRIPTION:Achterwacht Piet Bakker',
    ],
    [
      'who is in the first line of the description',
      'jeugd-mw Jan de Vries',
      'SUMMARY:Piket',
      'DESCRIPTION:Jan de Vries\\nAchterwacht Piet Bakker',
    ],
    ['nobody when the summary names two', 'person', 'SUMMARY:Piet Bakker en Jan de Vries'],
    [
      'nobody when two are invited who can both',
      'person',
      attendee('jan@example.com'),
      attendee('piet@example.com'),
    ],
    [
      'nobody when who is invited is not who is named',
      'person',
      'SUMMARY:Piket Piet Bakker',
      attendee('jan@example.com'),
    ],
    ['nobody when two people have the name', 'person', 'SUMMARY:Kim Jansen'],
    [
      'who of two with one name has the address',
      'amw Kim Jansen',
      'SUMMARY:Kim Jansen',
      attendee('kim.jansen@example.com'),
    ],
    [
      'nobody when who is invited declined',
      'person',
      'SUMMARY:Jan de Vries',
      attendee('jan@example.com', 'Jan', ';PARTSTAT=DECLINED'),
    ],
    [
      'not who made it, when a stranger is invited',
      'person',
      organiser('jan@example.com'),
      attendee('iemand@elders.example.com'),
    ],
    ['nobody of another municipality', 'person', 'SUMMARY:Lotte Smit', attendee('lotte@example.com')],
    ['nobody by a part of a name', 'person', 'SUMMARY:Jan'],
    ['nobody by a longer name', 'person', 'SUMMARY:Jan de Vries-Bakker en Arjan de Vries'],
    ['nobody by a name across punctuation', 'person', 'SUMMARY:Piet / Bakker\\, Jan de Groot'],
    ['nobody when nothing is said', 'person'],
    ['a role by its id in the summary', 'amw Sanne Bakker', 'SUMMARY:amw Sanne Bakker'],
    [
      'a role by its name in the summary',
      'jeugd-mw Sanne Bakker',
      'SUMMARY:Sanne Bakker (jeugdmaatschappelijk werker)',
    ],
    [
      'a role by its name with brackets',
      'amw Sanne Bakker',
      'SUMMARY:Maatschappelijk werker (volwassenen) Sanne Bakker',
    ],
    ['a role in the categories', 'amw Sanne Bakker', 'SUMMARY:Sanne Bakker', 'CATEGORIES:Piket,AMW'],
    ['the only role on call that they hold', 'amw Piet Bakker', 'SUMMARY:Piet Bakker'],
    ['no role when they hold two', 'role', 'SUMMARY:Sanne Bakker'],
    ['no role when they hold none on call', 'role', 'SUMMARY:Ruth Visser'],
    ['a role that is not on call, when it is named', 'planner Ruth Visser', 'SUMMARY:Planner: Ruth Visser'],
    ['no role when two are named', 'role', 'SUMMARY:Sanne Bakker', 'CATEGORIES:amw,jeugd-mw'],
    ['no role inside another word', 'role', 'SUMMARY:Sanne Bakker, amwerker'],
    ['not theirs when they do not hold the role', 'notTheirRole', 'SUMMARY:Piket jeugd-mw Piet Bakker'],
    ['nobody when it is tentative', 'uncertain', 'SUMMARY:Jan de Vries', 'STATUS:TENTATIVE'],
    [
      'nobody when it says that they are away',
      'uncertain',
      'SUMMARY:Vakantie Jan de Vries',
      'X-MICROSOFT-CDO-BUSYSTATUS:OOF',
    ],
    [
      'theirs when it leaves them free',
      'jeugd-mw Jan de Vries',
      'SUMMARY:Jan de Vries',
      'TRANSP:TRANSPARENT',
    ],
  ];
  for (const [what, expected, ...lines] of cases) {
    it(`is ${what}`, async () => {
      assert.equal(await whose(...lines), expected);
    });
  }

  it('shows the planner the words of the event, at most 80 characters of them', async () => {
    const words = `Overleg ${'over het rooster '.repeat(10)}`;
    const reading = await read(calendarOf(...eventOf(...WHEN, `SUMMARY:${words}`)));
    assert.equal(reading.unmatched[0]?.words, `${words.slice(0, 79)}…`);
  });

  it('shows text as it was meant', async () => {
    const reading = await read(
      calendarOf(...eventOf(...WHEN, 'SUMMARY;LANGUAGE=nl:Café\\, 2\\;\\n“één” \\\\ 👩‍👧')),
    );
    assert.deepEqual(leftOver(reading), ['person: Café, 2; “één” \\ 👩‍👧']);
  });
});
