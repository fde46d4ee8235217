import { refuses } from './region-text.ts';
import type { Case } from './region-text.ts';

/** More about how the municipality meets; its first line becomes line 45. */
const meeting = (what: string, written: string, ...lines: string[]): Case => [
  what,
  'standingRoom:',
  `${written}\n    standingRoom:`,
  ...lines,
];

refuses('Ways to meet are refused', [
  meeting(
    'when there is none',
    'meeting: []',
    '45:14 municipalities[0].meeting: an empty list; name at least one',
  ),
  meeting(
    'when the list is left empty',
    'meeting:',
    '45:5 municipalities[0].meeting: empty; write a list, such as [one, other]',
  ),
  meeting(
    'without the brackets of a list',
    'meeting: standing-room',
    '45:14 municipalities[0].meeting: not the right kind of value; write a list, such as [one, other]',
  ),
  meeting(
    'that are unknown',
    'meeting: [deep-link, zoom]',
    '45:26 municipalities[0].meeting[1]: "zoom" is not possible here; write graph or deep-link or standing-room or phone',
  ),
  meeting(
    'that are named before',
    'meeting: [deep-link, standing-room, deep-link]',
    '45:41 municipalities[0].meeting[2]: same as [0] of this list; write each way once',
  ),
  meeting(
    'that lack what they need, once each',
    'meeting: [phone, deep-link, graph, phone]',
    '45:15 municipalities[0].meeting[0]: needs phone: the number to dial, such as 0528 123 456, toets 1; write phone, or leave phone out of the list',
    '45:33 municipalities[0].meeting[2]: needs organiser: the Entra object id of the account that owns the meetings; write organiser, or leave graph out of the list',
    '45:40 municipalities[0].meeting[3]: same as [0] of this list; write each way once',
  ),
  meeting(
    'that lack what they need, also when something else is wrong',
    'meeting: [graph, zoom]\n    organizer: a1',
    '45:15 municipalities[0].meeting[0]: needs organiser: the Entra object id of the account that owns the meetings; write organiser, or leave graph out of the list',
    '45:22 municipalities[0].meeting[1]: "zoom" is not possible here; write graph or deep-link or standing-room or phone',
    '46:5 municipalities[0].organizer: unknown key; did you mean organiser?',
  ),
  meeting(
    'that need what is written wrong, only there',
    'meeting: [graph, phone]\n    organiser:\n    phone: toets een',
    '46:5 municipalities[0].organiser: empty; write text',
    '47:12 municipalities[0].phone: "toets een" holds no digit; write it as it is dialled, such as 0528 123 456, toets 1',
  ),
]);

refuses('Telephone numbers are refused', [
  meeting(
    'that YAML reads as a number',
    'phone: 0528123456',
    '45:12 municipalities[0].phone: a number is not text; put it in quotes',
  ),
  meeting(
    'that are empty',
    'phone: ""',
    '45:12 municipalities[0].phone: "" holds no digit; write it as it is dialled, such as 0528 123 456, toets 1',
  ),
  meeting(
    'with a space at an end',
    'phone: " 0528 123 456"',
    '45:12 municipalities[0].phone: " 0528 123 456" starts or ends with a space; write it as it is dialled, such as 0528 123 456, toets 1',
  ),
  meeting(
    'with a sign that cannot be dialled',
    'phone: 0528/123456',
    '45:12 municipalities[0].phone: "0528/123456" holds "/", where only digits, words, spaces and + ( ) - , . may stand; write it as it is dialled, such as 0528 123 456, toets 1',
  ),
  meeting(
    'of more than one line',
    'phone: "0528\\n123456"',
    '45:12 municipalities[0].phone: "0528\\n123456" holds "\\n", where only digits, words, spaces and + ( ) - , . may stand; write it as it is dialled, such as 0528 123 456, toets 1',
  ),
  meeting(
    'of more than sixty characters',
    `phone: "${'0'.repeat(61)}"`,
    `45:12 municipalities[0].phone: "${'0'.repeat(61)}" is longer than 60 characters; write it as it is dialled, such as 0528 123 456, toets 1`,
  ),
]);

refuses('Organisers of meetings are refused', [
  meeting('that are empty text', 'organiser: ""', '45:16 municipalities[0].organiser: empty; write text'),
]);
