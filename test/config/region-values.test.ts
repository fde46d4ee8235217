import { refuses } from './region-text.ts';

refuses('Values of a region file are refused', [
  ['that are empty text', 'region: Proef', 'region: ""', '1:9 region: empty; write text'],
  [
    'that are only spaces',
    'region: Proef',
    'region: " "',
    '1:9 region: " " starts or ends with a space; leave those spaces out',
  ],
  [
    'that YAML reads as a number',
    'name: Assen',
    'name: 1813',
    '36:11 municipalities[0].name: a number is not text; put it in quotes',
  ],
  [
    'time zones that do not exist',
    'Europe/Amsterdam',
    'Europe/Amstredam',
    '2:11 timeZone: "Europe/Amstredam" is not a time zone; did you mean Europe/Amsterdam?',
  ],
  [
    'time zones that are an offset',
    'Europe/Amsterdam',
    '"+01:00"',
    '2:11 timeZone: "+01:00" is not a time zone; write an IANA name such as Europe/Amsterdam',
  ],
  ['other languages', 'locale: nl', 'locale: en', '3:9 locale: "en" is not possible here; write nl'],
  [
    'languages YAML reads otherwise',
    'locale: nl',
    'locale: true',
    '3:9 locale: a boolean is not text; put it in quotes',
  ],
  [
    'an empty list of tenants',
    '[thuis, buiten]',
    '[]',
    '4:10 tenants: an empty list; name at least one',
    '48:75 people[1].tenant: there is no tenant "buiten"; add it under tenants',
  ],
  [
    'a cron expression of five fields',
    '"0 * * * * *"',
    '"* * * * *"',
    '5:8 sweep: "* * * * *" is not a cron expression of six fields; write seconds first, such as "0 * * * * *"',
  ],
  [
    'a cron expression of seven fields',
    '"0 * * * * *"',
    '"0 * * * * * *"',
    '5:8 sweep: "0 * * * * * *" is not a cron expression of six fields; write seconds first, such as "0 * * * * *"',
  ],
  [
    'a role named as the rung of whoever is on duty',
    '  manager: welzijn',
    '  manager: welzijn\n  on-duty: welzijn',
    '13:3 roles.on-duty: "on-duty" already means whoever has to act now; give the role another name',
  ],
  [
    'an id with capitals, and what is wrong below it',
    'serviceHours:\n  kantoor:',
    'serviceHours:\n  Nacht: { workdays: [x], weekend: [], holidays: [] }\n  kantoor:',
    '29:3 serviceHours.Nacht: "Nacht" is not an id; write small letters, digits and hyphens, such as de-wolden',
    '29:23 serviceHours.Nacht.workdays[0]: "x" is not a part of a day; write for example "08:30-17:00"',
  ],
]);

refuses('Policies are refused', [
  [
    'with a duration that is none',
    'consultWithin: PT1H',
    'consultWithin: 1 hour',
    '16:20 policies.standaard.consultWithin: "1 hour" is not an ISO 8601 duration in whole numbers; write for example PT30M, PT24H or P7D',
  ],
  [
    'with a duration in months',
    'purgeAfter: P30D',
    'purgeAfter: P1M',
    '23:17 policies.standaard.purgeAfter: "P1M" uses months or years, which have no fixed length; write weeks or days, for example P30D',
  ],
  [
    'with a duration of nothing',
    'ackWithin: PT30M',
    'ackWithin: PT0M',
    '21:16 policies.standaard.ackWithin: "PT0M" is not longer than zero; write for example PT30M',
  ],
  [
    'with a number instead of a duration',
    'ackWithin: PT30M',
    'ackWithin: 30',
    '21:16 policies.standaard.ackWithin: a number is not text; put it in quotes',
  ],
  [
    'with periods of the consultation that are none',
    'claimWithin: PT2H',
    'chaseAfter: 5\n    recordWithin: half an hour\n    claimWithin: PT2H',
    '17:17 policies.standaard.chaseAfter: a number is not text; put it in quotes',
    '18:19 policies.standaard.recordWithin: "half an hour" is not an ISO 8601 duration in whole numbers; write for example PT30M, PT24H or P7D',
  ],
  [
    'with a period of the consultation that is left empty',
    'claimWithin: PT2H',
    'chaseAfter:\n    claimWithin: PT2H',
    '17:5 policies.standaard.chaseAfter: empty; write text',
  ],
  [
    'with a warning before the window opens, also when another period is wrong',
    'planWithin: PT6H\n    warnBefore: [PT2H, PT6H]',
    'planWithin: PT\n    warnBefore: [PT2H, PT24H, x, P2D]',
    '18:17 policies.standaard.planWithin: "PT" is not an ISO 8601 duration in whole numbers; write for example PT30M, PT24H or P7D',
    '19:24 policies.standaard.warnBefore[1]: not shorter than visitWithin; write a shorter duration',
    '19:31 policies.standaard.warnBefore[2]: "x" is not an ISO 8601 duration in whole numbers; write for example PT30M, PT24H or P7D',
    '19:34 policies.standaard.warnBefore[3]: not shorter than visitWithin; write a shorter duration',
  ],
  [
    'with a ladder without rungs',
    'ladder:\n      - [on-duty]\n      - [manager, amw]',
    'ladder: []',
    '25:13 policies.standaard.ladder: an empty list; name at least one',
  ],
  [
    'with an empty rung',
    '- [on-duty]',
    '- []',
    '26:9 policies.standaard.ladder[0]: an empty list; name at least one',
  ],
  [
    'with a rung without its brackets',
    '- [on-duty]',
    '- on-duty',
    '26:9 policies.standaard.ladder[0]: not the right kind of value; write a list, such as [one, other]',
  ],
  [
    'with an unknown role on a rung',
    '- [manager, amw]',
    '- [manager, onduty]',
    '27:19 policies.standaard.ladder[1][1]: there is no rung "onduty"; did you mean on-duty? Known: on-duty, politie, amw, manager, or the id of a person under people',
  ],
]);

const HOURS = 'weekend: ["18:00-24:00"]';

refuses('Service hours are refused', [
  [
    'that are not two times',
    HOURS,
    'weekend: ["9-17"]',
    '31:15 serviceHours.kantoor.weekend[0]: "9-17" is not a part of a day; write for example "08:30-17:00"',
  ],
  [
    'past the end of the day',
    HOURS,
    'weekend: ["18:00-24:01"]',
    '31:15 serviceHours.kantoor.weekend[0]: "18:00-24:01" is not on the clock; write times from 00:00 to 24:00',
  ],
  [
    'that start at the end of the day',
    HOURS,
    'weekend: ["24:00-24:00"]',
    '31:15 serviceHours.kantoor.weekend[0]: "24:00-24:00" is not on the clock; write times from 00:00 to 24:00',
  ],
  [
    'of sixty minutes past the hour',
    HOURS,
    'weekend: ["17:60-19:00"]',
    '31:15 serviceHours.kantoor.weekend[0]: "17:60-19:00" is not on the clock; write times from 00:00 to 24:00',
  ],
  [
    'that pass midnight',
    HOURS,
    'weekend: ["22:00-06:00"]',
    '31:15 serviceHours.kantoor.weekend[0]: "22:00-06:00" ends before it starts; split a part that passes midnight over both days',
  ],
  [
    'of no length',
    HOURS,
    'weekend: ["09:00-09:00"]',
    '31:15 serviceHours.kantoor.weekend[0]: "09:00-09:00" ends before it starts; split a part that passes midnight over both days',
  ],
  [
    'that overlap, also when another part is wrong',
    HOURS,
    'weekend: ["12:00-14:00", "x", "13:59-18:00", "09:00-12:00"]',
    '31:30 serviceHours.kantoor.weekend[1]: "x" is not a part of a day; write for example "08:30-17:00"',
    '31:35 serviceHours.kantoor.weekend[2]: overlaps part [0] of the same day; write parts that do not overlap',
  ],
  [
    'without hours on any day',
    '    workdays: ["13:00-17:00", "08:30-12:00"]\n    weekend: ["18:00-24:00"]\n',
    '    workdays: []\n    weekend: []\n',
    '29:3 serviceHours.kantoor: no hours on any day; write at least one part, such as workdays: ["08:30-17:00"]',
  ],
  [
    'that say nothing about one kind of day',
    '    holidays: []\n',
    '',
    '29:3 serviceHours.kantoor.holidays: missing; write a list, such as [one, other]',
  ],
]);
