/** Personal data of nobody, in all the ways in which people type it. */
import { Faker, base, en, nl } from '@faker-js/faker';
import { passesElevenTest } from '../../src/privacy/numbers.ts';
import { UNLISTED_FIRST, UNLISTED_LAST } from './unlisted-names.ts';

export const fakerOf = (seed: number): Faker => {
  const faker = new Faker({ locale: [nl, en, base] });
  faker.seed(seed);
  return faker;
};

const digits = (faker: Faker, length: number): string => faker.string.numeric(length);

const bsn = (faker: Faker): string => {
  let made = digits(faker, 9);
  while (!passesElevenTest(made)) made = digits(faker, 9);
  const [a, b, c] = [made.slice(0, 3), made.slice(3, 6), made.slice(6)];
  const [d, e] = [made.slice(0, 4), made.slice(4, 6)];
  return faker.helpers.weightedArrayElement([
    { weight: 6, value: made },
    { weight: 2, value: `${a} ${b} ${c}` },
    { weight: 1, value: `${a}.${b}.${c}` },
    { weight: 1, value: `${d}.${e}.${c}` },
    { weight: 1, value: `${a}-${b}-${c}` },
  ]);
};

const AREAS_OF_4 = ['0528', '0592', '0591', '0522', '0593', '0524', '0523', '0516'];
const AREAS_OF_3 = ['050', '020', '038', '058', '070', '010', '030'];

const phone = (faker: Faker): string => {
  const rest = `${faker.number.int({ min: 1, max: 5 })}${digits(faker, 7)}`;
  const twos = rest.match(/../g)?.join(' ') ?? '';
  const area4 = faker.helpers.arrayElement(AREAS_OF_4);
  const area3 = faker.helpers.arrayElement(AREAS_OF_3);
  const [six, seven] = [rest.slice(0, 6), rest.slice(0, 7)];
  return faker.helpers.arrayElement([
    `06${rest}`,
    `06-${rest}`,
    `06 ${rest}`,
    `06 ${twos}`,
    `06 - ${twos}`,
    `06.${rest}`,
    `06-${rest.slice(0, 4)} ${rest.slice(4)}`,
    `+316${rest}`,
    `+31 6 ${rest}`,
    `+31 (0)6 ${rest.slice(0, 4)} ${rest.slice(4)}`,
    `0031 6 ${rest}`,
    `00316${rest}`,
    `${area4}-${six}`,
    `${area4} ${six}`,
    `(${area4}) ${six.match(/../g)?.join(' ') ?? ''}`,
    `${area3}-${seven}`,
    `${area3} ${seven.slice(0, 3)} ${seven.slice(3, 5)} ${seven.slice(5)}`,
    `+31 ${area4.slice(1)} ${six}`,
    `+48 5${rest.slice(0, 2)} ${rest.slice(2, 5)} ${rest.slice(5)}1`,
  ]);
};

const email = (faker: Faker): string => {
  const address = faker.internet.email();
  const [name = '', domain = ''] = address.split('@');
  return faker.helpers.weightedArrayElement([
    { weight: 8, value: address },
    { weight: 1, value: `${name} @ ${domain}` },
    { weight: 1, value: `${name} apenstaartje ${domain.replace('.', ' punt ')}` },
    { weight: 1, value: `${name}(at)${domain}` },
  ]);
};

const letters = (faker: Faker): string => {
  const made = faker.string.alpha({ length: 2, casing: 'upper' });
  return ['SA', 'SD', 'SS'].includes(made) ? 'AB' : made;
};

const address = (faker: Faker): string => {
  const four = String(faker.number.int({ min: 1011, max: 9999 }));
  const two = letters(faker);
  const number = String(faker.number.int({ min: 1, max: 320 }));
  const street = faker.location.street();
  return faker.helpers.arrayElement([
    `${four} ${two} ${number}`,
    `${four}${two} ${number}`,
    `${four}${two}, nr ${number}`,
    `${four}${two}-${number}`,
    `${four} ${two} huisnummer ${number}`,
    `${four}${two.toLowerCase()} ${number}`,
    `${street} ${number}, ${four} ${two} Hoogeveen`,
    `${street} ${number}, ${four}${two}`,
    `${street} ${number} a ${four} ${two}`,
    `Dorpsstraat ${number}`,
    `Schutlaan ${number}b`,
    `Bentinckslaan nr ${number}`,
    `Zuiderweg ${number}, Hoogeveen`,
  ]);
};

const MONTHS =
  'januari februari maart april mei juni juli augustus september oktober november december'.split(' ');

/** With the words that say so, if those are needed. */
const birthDate = (faker: Faker): string => {
  const born = faker.date.birthdate({ mode: 'year', min: 1940, max: 2024 });
  const [day, month, year] = [born.getUTCDate(), born.getUTCMonth() + 1, born.getUTCFullYear()];
  const two = (value: number): string => String(value).padStart(2, '0');
  const short = two(year % 100);
  const date = faker.helpers.arrayElement([
    `${two(day)}-${two(month)}-${year}`,
    `${day}-${month}-${year}`,
    `${day}/${month}/${year}`,
    `${two(day)}.${two(month)}.${year}`,
    `${two(day)}-${two(month)}-${short}`,
    `${day} ${MONTHS[month - 1] ?? ''} ${year}`,
    `${day} ${(MONTHS[month - 1] ?? '').slice(0, 3).replace('maa', 'mrt')} ${year}`,
    `${year}-${two(month)}-${two(day)}`,
    `${two(day)} ${two(month)} ${year}`,
  ]);
  return faker.helpers.arrayElement([
    `geboren ${date}`,
    `geboren op ${date}`,
    `geb. ${date}`,
    `geb ${date}`,
    `geb datum ${date}`,
    `geboortedatum: ${date}`,
    `geb.dat. ${date}`,
    `man (${date})`,
    `vrouw, ${date}`,
    `zoon ${date}`,
    `${date} geboren`,
  ]);
};

export interface MadeUpName {
  first: string;
  last: string;
  unlisted: boolean;
}

/** One in eight is on no list at all. */
export const person = (faker: Faker): MadeUpName =>
  faker.number.int({ min: 1, max: 8 }) === 1
    ? {
        first: faker.helpers.arrayElement(UNLISTED_FIRST),
        last: faker.helpers.arrayElement(UNLISTED_LAST),
        unlisted: true,
      }
    : { first: faker.person.firstName(), last: faker.person.lastName(), unlisted: false };

/** How a person is named, with what stands around it; the name itself between bars. */
export const NAMED: readonly ((name: MadeUpName) => string)[] = [
  ({ first, last }) => `|${first} ${last}|`,
  ({ first, last }) => `|${first} ${last}|`,
  ({ first }) => `|${first}|`,
  ({ first }) => `|${first}|`,
  ({ first, last }) => `|${first.slice(0, 1)}. ${last}|`,
  ({ last }) => `mevrouw |${last}|`,
  ({ last }) => `dhr. |${last}|`,
  ({ last }) => `mw |${last}|`,
  ({ last }) => `meneer |${last}|`,
  ({ last }) => `familie |${last}|`,
  ({ first }) => `vader |${first}|`,
  ({ first }) => `zoontje |${first}|`,
  ({ first }) => `een vrouw die |${first}| heet`,
  ({ first, last }) => `naam is |${first} ${last}|`,
];

export const WRITTEN = { bsn, phone, email, address, birthDate } as const;
