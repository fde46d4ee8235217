/** What a tired officer types, with personal data of nobody in it, and what is easily taken for personal data. */
import type { Faker } from '@faker-js/faker';
import type { Finding, Kind } from '../../src/privacy/finding.ts';
import { UNSEEN_WITHOUT_DATA, UNSEEN_WITH_DATA } from './held-out.ts';
import { NAMED, WRITTEN, fakerOf, person } from './typed-data.ts';

export interface Planted extends Finding {
  /** Of a name: neither part is on a list. */
  unlisted: boolean;
}

export interface Typed {
  text: string;
  planted: readonly Planted[];
  style: Style;
}

const STYLES = ['asItShould', 'lower', 'upper'] as const;
type Style = (typeof STYLES)[number];

const WITH_DATA = [
  'Ruzie bij {name}, 3 kinderen, man is weg',
  '{name} heeft zijn vrouw geslagen, twee kids gezien',
  'Vanavond gebeld door {name} {phone}, bang voor haar ex',
  'nieuw {name} {birthDate} {address}',
  'slachtoffer {name}, tel {phone}',
  'Dader is {name}, {birthDate}, bsn {bsn}',
  'melding huiselijk geweld op {address}, geen kinderen thuis',
  'kunnen jullie naar {address}? direct gevaar, mes gezien',
  'Bel haar op {phone} of mail {email}',
  'contact via {email}, liever niet bellen',
  'BSN {bsn} van het slachtoffer, kinderen slapen',
  'moeder wil dat {name} belt, {phone}',
  '{phone} is het nummer van de buurvrouw',
  'Het gaat om {name} en {name}, wonen {address}',
  'verdachte {birthDate} aangehouden om 22:15 uur',
  'huisverbod voor {name}. Kinderen zijn bij oma',
  'casus HGV-2026-0012: {name} is weer thuis',
  'Wie gaat er naar {name}? Hij dreigt met een wapen',
  'er is een baby, {birthDate}, verder geen letsel',
  'PL0100-2026123456 {bsn} {name}',
  'Gisteren sprak ik {name} en die zei dat het mes weg is',
  'kind van 4 huilt, {name} is dronken, spreekt geen nederlands',
  'adres {address} {phone}',
  'Mail gestuurd naar {email} en {email}',
  'Wij staan nu bij {name} voor de deur, {address}',
] as const;

/** Nothing of a person in these. */
const WITHOUT_DATA = [
  'nieuw',
  'casussen',
  'help',
  'piket Hoogeveen',
  'koppel Midden-Drenthe',
  'agenda stop',
  'Casus HGV-2026-{4}',
  'casus ASN-2026-{4} graag sluiten',
  'Referentie PL0100-2026{6}, drie kinderen',
  'Zie 2026{6} van vannacht',
  'CORV-2026-{6} is binnen',
  'VT {8} is de zorgmelding',
  'ZM-{6} staat klaar',
  'Incident op {date} om {time} uur in Hoogeveen',
  'Melding van {date}, {time}',
  'Gisteren om {time} ruzie in Assen, 2 kinderen van 3 en 5 jaar',
  'overleg {date} {dottime}',
  'Bezoek gepland op {date} tussen 10.00 en 11.30 uur',
  'Binnen 24 uur gezien, duurde 45 minuten',
  'Politie Drenthe en Veilig Thuis gaan samen',
  'Wie van Veilig Thuis heeft dienst dit weekend?',
  'Maandag is het Koningsdag, dan is er geen overleg',
  'Ruzie in Klazienaveen, wapen gezien, direct gevaar',
  'Man slaat vrouw, 3 kinderen boven, mes gezien',
  'Vader is weg, moeder en zoon zijn thuis',
  'Bel Veilig Thuis op 0800-2000 of 112',
  'Bel de politie via 0900-8844',
  'Ben jij vannacht op piket?',
  'De school is ingelicht, Handle with Care gedaan',
  'Wachtlijst bij Yorneo van 6 weken',
  'Huisverbod tot {date}',
  'De officier van justitie beslist om {time}',
  'Verdachte is aangehouden en zit vast in Groningen',
  'Slachtoffer spreekt Pools, tolk nodig',
  'Vrouw van 34 jaar, man van 40, 2 kids',
  'Er zijn 112 meldingen in 2026 en 98 in 2025',
  'Wil iemand meegaan? Ik kan niet',
  'Rapport over 2019-2023 is klaar',
  'Twee Syrische kinderen, Arabische tolk graag',
  'Kan de jeugdmaatschappelijk werker om {time} bellen?',
  'Roos snijden in de tuin kan wachten',
  'Mei en juni zijn druk, augustus is rustig',
  'Eerder Erbij werkt niet op mijn telefoon',
  'Teams doet het niet, Outlook ook niet',
  'De burgemeester van Hoogeveen is akkoord',
  'Bedrag is 1234567,89 euro',
  'Zaak {9bad} loopt nog',
  'Kamer 12, etage 3, verdieping 2',
  'N37 afrit 3, hectometer 12.4',
  'Dit is de 3e hermelding in 12 maanden',
  'Ja',
  'dank je wel!',
  'Kun je dit nog een keer sturen? Ik zie de kaart niet',
  'Ernstig letsel, ambulance is onderweg 2 minuten',
  'Hond in huis, grote herder, eerst bellen',
  'Crisisdienst GGZ is gebeld om {time}',
  'Bewoner is dronken en agressief',
  'Terugkoppeling aan de wijkagent is gedaan',
  'De Raad voor de Kinderbescherming doet mee',
  'Slachtofferhulp Nederland belt morgen',
  'Mevrouw durft niet naar huis',
  'meneer reageert agressief op de agenten',
  'mevrouw vertelde dat het vaker gebeurt',
  'De heer des huizes was niet aanwezig',
  'Buurman hoorde geschreeuw, dochter rende naar buiten',
  'Vader zwaar dronken, moeder in shock',
  'Kind slaapt, zoontje huilt, dochter veilig bij oma',
  'Betrokkene weigert hulp, verdachte ontkent',
  'Gezin van vijf, familie komt morgen',
  'Fiets en auto staan nog voor de deur',
  'Locatie: Hoogeveen. Risico: Wapen. Kinderen: 2',
  'DIRECT GEVAAR, VERDACHTE NOG IN DE WONING',
  'De man heeft een mes, de vrouw zit op de badkamer',
  'Wie gaat er mee? Het bezoek is om {time} uur',
  'Van de politie hoorde ik dat het huisverbod tot {date} loopt',
] as const;

const dateOf = (faker: Faker): string => {
  const [day, month] = [faker.number.int({ min: 1, max: 28 }), faker.number.int({ min: 1, max: 12 })];
  return faker.helpers.arrayElement([`${day}-${month}-2026`, `${day}-${month}-26`, `${day}/${month}/2026`]);
};

const timeOf = (faker: Faker, mark: string): string =>
  [faker.number.int({ min: 10, max: 23 }), faker.number.int({ min: 10, max: 59 })].join(mark);

/** Fails the eleven test. */
const notABsn = (): string => '123456789';

const HARMLESS: Readonly<Record<string, (faker: Faker) => string>> = {
  date: dateOf,
  time: (faker) => timeOf(faker, ':'),
  dottime: (faker) => timeOf(faker, '.'),
  '4': (faker) => faker.string.numeric(4),
  '6': (faker) => faker.string.numeric(6),
  '8': (faker) => `1${faker.string.numeric(7)}`,
  '9bad': notABsn,
};

/** What stands for a placeholder: text, and which part of it was planted. */
const filled = (
  faker: Faker,
  what: string,
): { text: string; planted?: Omit<Planted, 'kind'> & { kind: Kind } } => {
  if (what === 'name') {
    const made = person(faker);
    const [before = '', name = '', after = ''] = faker.helpers.arrayElement(NAMED)(made).split('|');
    const planted = { kind: 'name' as const, from: before.length, to: before.length + name.length };
    return { text: `${before}${name}${after}`, planted: { ...planted, unlisted: made.unlisted } };
  }
  const write = Object.entries(WRITTEN).find(([kind]) => kind === what);
  if (write) {
    const [kind, make] = write as [keyof typeof WRITTEN, (faker: Faker) => string];
    const text = make(faker);
    return { text, planted: { kind, from: 0, to: text.length, unlisted: false } };
  }
  const harmless = HARMLESS[what];
  if (!harmless) throw new Error(`No placeholder {${what}}`);
  return { text: harmless(faker) };
};

const inStyle = (text: string, style: Style): string => {
  if (style === 'asItShould') return text;
  const changed = style === 'lower' ? text.toLowerCase() : text.toUpperCase();
  // Some letters become two; then the positions would be wrong.
  return changed.length === text.length ? changed : text;
};

const typed = (faker: Faker, template: string): Typed => {
  const planted: Planted[] = [];
  let text = '';
  for (const part of template.split(/(\{\w+\})/)) {
    const what = /^\{(\w+)\}$/.exec(part)?.[1];
    const { text: words, planted: inside } = what === undefined ? { text: part } : filled(faker, what);
    if (inside) planted.push({ ...inside, from: text.length + inside.from, to: text.length + inside.to });
    text += words;
  }
  const style = faker.helpers.weightedArrayElement([
    { weight: 15, value: STYLES[0] },
    { weight: 4, value: STYLES[1] },
    { weight: 1, value: STYLES[2] },
  ]);
  return { text: inStyle(text, style), planted, style };
};

/** `times` of every template. */
const messagesOf =
  (templates: readonly string[]) =>
  (seed: number, times: number): readonly Typed[] => {
    const faker = fakerOf(seed);
    return Array.from({ length: times }, () => templates.map((template) => typed(faker, template))).flat();
  };

/** Those with which the rules were made. */
export const typedMessages = messagesOf([...WITH_DATA, ...WITHOUT_DATA]);

/** Those that the rules have not seen. */
export const unseenMessages = messagesOf([...UNSEEN_WITH_DATA, ...UNSEEN_WITHOUT_DATA]);
