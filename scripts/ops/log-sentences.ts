import type { Break, Wrong } from '../../src/audit/breaks.ts';

/* One plain sentence for whatever can be wrong with a log. */

const SAID: Readonly<Record<Wrong, (about: string) => string>> = {
  missing: () => 'het zegel ontbreekt',
  wrong: () => 'het zegel klopt niet: het einde van het log is veranderd, weggehaald of opnieuw gemaakt',
  unchained: () => 'het log is niet meer geketend',
  marked: () => 'het zegel klopte eerder al niet; het programma heeft dat bij het document gezet',
  noLog: () => 'het log is weg',
  chain: () =>
    'deze regel volgt niet op de regel ervoor: hier is een regel veranderd, weggehaald, toegevoegd of verplaatst',
  state: () => 'de stand van de casus volgt niet uit het log',
  unreadable: () => 'het document is niet te lezen',
  archiveMissing: () => 'de regels hiervoor zijn er niet meer',
  archiveDiffers: () => 'deze regels sluiten niet aan op die ervoor',
  dayMissing: (about) => `de dag ervoor (${about}) is er niet meer`,
  dayDiffers: () => 'deze dag sluit niet aan op de dag ervoor',
  keptMissing: () => 'de casus is vergeten, maar het log ervan is niet bewaard',
  caseMissing: (about) => `casus ${about} is er niet meer`,
  numberTwice: (about) => `nummer ${about} is al van een andere casus`,
  numberUnknown: (about) => `nummer ${about} is nooit uitgegeven`,
  countersLower: () => 'er zijn minder nummers uitgegeven dan eerder',
  gone: () => 'het log was er eerder wel, en is weg',
  shorter: () => 'het log is korter dan eerder: dit is een oudere stand',
  changed: () => 'deze regel was eerder een andere: het log is herschreven',
};

export const sentenceOf = ({ document, line, wrong, about = '' }: Break): string =>
  `${document}${line === undefined ? '' : `, regel ${line}`}: ${SAID[wrong](about)}.`;
