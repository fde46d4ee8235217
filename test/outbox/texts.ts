/** Whoever sends text messages, as the outbox sees them: takes what it is given, or refuses, as the test says. */
import type { Region } from '../../src/core/region.ts';
import type { TextMessages } from '../../src/outbox/port.ts';

export interface Text {
  mobile: string;
  words: string;
  key: string;
}

export interface FakeTexts extends TextMessages {
  /** Every text message, taken or not. */
  readonly tried: readonly Text[];
  /** What was taken, in order. */
  readonly taken: readonly Text[];
  /** Rejects to refuse; what it resolves after is taken. */
  service: (text: Text) => Promise<void>;
}

export const fakeTexts = (): FakeTexts => {
  const tried: Text[] = [];
  const taken: Text[] = [];
  const texts: FakeTexts = {
    tried,
    taken,
    service: () => Promise.resolve(),
    send: async (mobile, words, key) => {
      const text = { mobile, words, key };
      tried.push(text);
      await texts.service(text);
      taken.push(text);
    },
  };
  return texts;
};

/** `+31600000000` for the first of the region, and so on. */
export const mobileOf = (region: Region, name: string): string =>
  `+316${String(region.people.findIndex((person) => person.name === name)).padStart(8, '0')}`;

/** The same people, each with a mobile number. */
export const withMobiles = (region: Region): Region => ({
  ...region,
  people: region.people.map((person) => ({ ...person, mobile: mobileOf(region, person.name) })),
});
