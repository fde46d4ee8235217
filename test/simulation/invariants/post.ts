import type { OutgoingMessage } from '../../../src/case/messages.ts';
import { isFollowed } from '../../../src/case/state.ts';
import type { Instant } from '../../../src/core/time.ts';
import { rosterIdOf } from '../../../src/roster/document.ts';
import type { RosterMessage } from '../../../src/roster/messages.ts';
import { type Write, isCase, isRoster } from '../world/ledger.ts';
import type { Take } from '../world/takes.ts';

/** A call to Teams takes at most ten seconds; a fault is noted when it begins, and Teams takes the message after that. */
export const ON_THE_WIRE = 11_000;

export type Message = OutgoingMessage | RosterMessage;

/** A message that was saved, and what became of it as far as people are concerned. */
export interface Saved {
  document: string;
  message: Message;
  savedAt: Instant;
  /** When it left the outbox. */
  goneAt?: Instant;
  takes: Take[];
}

/** Puts what was taken beside what was saved. */
export interface Post {
  onWrite(write: Write): void;
  onTake(take: Take): void;
  idOf(number: string): string | undefined;
  of(document: string, id: number): Saved | undefined;
  /** A message that a newer one took the place of while it was on its way, and that may be what was taken then. */
  overtaken(document: string, take: Take): Saved | undefined;
  all(): Iterable<Saved>;
}

const outboxOf = (document: Write['after'] | undefined): readonly Message[] =>
  isCase(document) || isRoster(document) ? document.outbox : [];

const ROSTER_KINDS: Readonly<Record<string, readonly string[]>> = {
  rostered: ['rostered'],
  reachTest: ['reachTest'],
  roster: ['gaps', 'swapAsked', 'swapAnswered', 'handOver'],
};

/** Whether a message may be what was taken. */
const fits = ({ message }: Saved, take: Take): boolean => {
  const to: { id: string } | undefined = 'to' in message ? message.to : undefined;
  const isTo = to?.id === take.to?.id;
  switch (message.kind) {
    case 'ping':
      // A text message beside what is said in Teams is known by its key.
      if (message.route === 'text' && message.fallback !== true) return false;
      return take.shown === 'ping' && isTo && take.risks.every((risk) => message.risks.includes(risk));
    case 'call':
    case 'outcome':
      return take.shown === message.kind && take.by !== 'update' && isTo;
    case 'card':
      return take.shown === 'card' && (take.by === 'post' || take.by === 'update');
    case 'callCard':
      return take.by === 'update' && take.activity === message.card.at.activity;
    case 'household':
      return take.shown === 'household' && isTo;
    case 'hideHousehold':
      return take.shown === 'hidden' && take.activity === message.at.activity;
    case 'farewell':
      return take.shown === 'farewell' && take.activity === message.at.activity;
    case 'sentForm':
      return take.by === 'update' && take.activity === message.form.activity;
    case 'meeting':
    case 'removeMeeting':
      return false;
    case 'gaps':
    case 'rostered':
    case 'swapAsked':
    case 'swapAnswered':
    case 'reachTest':
    case 'handOver':
      return isTo && (ROSTER_KINDS[take.shown]?.includes(message.kind) ?? false);
    default:
      return message satisfies never;
  }
};

export const postOf = (): Post => {
  const saved = new Map<string, Map<number, Saved>>();
  const numbers = new Map<string, string>();

  /** What waits longest, for what has one destination goes in order; else, sent by who does not know it yet, what went last. */
  const candidate = (document: string, take: Take): Saved | undefined => {
    const fitting = [...(saved.get(document)?.values() ?? [])].filter((one) => fits(one, take));
    const waiting = fitting.filter(({ goneAt }) => goneAt === undefined);
    return waiting[0] ?? fitting.at(-1);
  };

  const found = (take: Take): Saved | undefined => {
    if (take.key !== undefined) {
      const cut = take.key.lastIndexOf('/');
      return saved.get(take.key.slice(0, cut))?.get(Number(take.key.slice(cut + 1)));
    }
    const document = take.number === undefined ? undefined : numbers.get(take.number);
    if (document !== undefined) return candidate(document, take);
    return take.municipality === undefined ? undefined : candidate(rosterIdOf(take.municipality), take);
  };

  return {
    onWrite: ({ at, before, after }) => {
      if (isCase(after) && isFollowed(after.state)) numbers.set(after.state.number, after.id);
      const known = saved.get(after.id) ?? new Map<number, Saved>();
      saved.set(after.id, known);
      const left = new Set<number>();
      for (const message of outboxOf(after)) {
        left.add(message.id);
        const one = known.get(message.id);
        if (one) one.message = message;
        else known.set(message.id, { document: after.id, message, savedAt: at, takes: [] });
      }
      for (const { id } of outboxOf(before)) {
        const one = known.get(id);
        if (one && !left.has(id)) one.goneAt ??= at;
      }
    },
    onTake: (take) => {
      const one = found(take);
      if (!one) return;
      one.takes.push(take);
      take.message = { document: one.document, id: one.message.id };
    },
    idOf: (number) => numbers.get(number),
    of: (document, id) => saved.get(document)?.get(id),
    overtaken: (document, take) =>
      [...(saved.get(document)?.values() ?? [])].find(
        (one) =>
          fits(one, take) &&
          one.takes.length === 0 &&
          one.goneAt !== undefined &&
          Math.abs(take.at - one.goneAt) < ON_THE_WIRE,
      ),
    all: () => [...saved.values()].flatMap((one) => [...one.values()]),
  };
};
