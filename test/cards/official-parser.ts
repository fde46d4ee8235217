/** Microsoft's own Adaptive Cards library as the judge of our cards. */
import { createRequire } from 'node:module';
import type { Piece } from '../support/cards.ts';

interface Finding {
  event: number;
  message: string;
}

/** As much of the library as is used here; its own types need a browser. */
interface Library {
  HostConfig: new (given: object) => object;
  CardElement: { langProperty: { regEx: RegExp } };
  AdaptiveCard: new () => {
    hostConfig: object;
    parse(json: Piece, context: InstanceType<Library['SerializationContext']>): void;
    validateProperties(): { validationEvents: readonly Finding[] };
  };
  SerializationContext: new () => {
    readonly eventCount: number;
    getEventAt(index: number): Finding;
  };
}

/** The library looks for a `window` once, while it loads; nothing else in this process should find one. */
const load = (): Library => {
  const surroundings = globalThis as { window?: unknown };
  surroundings.window = globalThis;
  try {
    return createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as Library;
  } finally {
    delete surroundings.window;
  }
};

const { AdaptiveCard, CardElement, HostConfig, SerializationContext } = load();

/** Teams shows six actions beside each other; the library's own default is five. */
const TEAMS = new HostConfig({ actions: { maxActions: 6 } });

/** Everything the library has to say about a card: while reading it, and about what it then holds. */
export const complaintsAbout = (card: Piece): readonly string[] => {
  // Its pattern for a language goes on where it stopped, so that it refuses every second card that has one.
  CardElement.langProperty.regEx.lastIndex = 0;
  const context = new SerializationContext();
  const parsed = new AdaptiveCard();
  parsed.hostConfig = TEAMS;
  parsed.parse(card, context);
  const reading = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index));
  return [...reading, ...parsed.validateProperties().validationEvents].map(({ message }) => message);
};
