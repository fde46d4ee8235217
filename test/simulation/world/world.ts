import type { RunCoordinator } from 'node-cron';
import type { Days } from '../../../src/core/calendar.ts';
import type { Region } from '../../../src/core/region.ts';
import type { Duration, Instant } from '../../../src/core/time.ts';
import type { Drawing } from '../../../src/outbox/drawing.ts';
import type { Works } from '../../../src/wiring.ts';
import type { Counts, Fault } from '../faults/kinds.ts';
import type { Weather } from '../faults/weather.ts';
import type { Mutation } from '../mutation.ts';
import type { Agenda } from './agenda.ts';
import type { Ledger } from './ledger.ts';
import type { Script } from './script.ts';
import type { Take } from './takes.ts';

/** One start of one replica, until it is killed: whatever it only had in memory goes with it. */
export interface Life {
  /** `A3`: the third life of replica A. */
  readonly name: string;
  readonly replica: string;
  readonly bornAt: Instant;
  alive: boolean;
  diedAt?: Instant;
  /** Until then nothing of it goes on, and it does not know: a machine that was paused. */
  stalledUntil: Instant;
  /** How far its clock is ahead. */
  skew: Duration;
  /** Faults that fell into it so far. */
  troubled: number;
  sweeping: boolean;
  /** Its latest sweep came to its end. */
  completed: boolean;
  works: Works;
  /** Says which of several replicas sweeps. */
  coordinator: RunCoordinator;
}

/** A fault that took place. */
export interface Injected {
  at: Instant;
  fault: Fault;
  life?: string;
  /** The document, person or thread of the call into which it fell. */
  subject?: string;
  /** Until when it lasts, where it does. */
  until?: Instant;
}

export interface LogLine {
  at: Instant;
  life: string;
  level: 'warn' | 'error';
  fields: Readonly<Record<string, unknown>>;
  message: string;
}

/** What everything in a simulation shares. */
export interface World {
  readonly seed: number;
  readonly agenda: Agenda;
  readonly script: Script;
  readonly ledger: Ledger;
  readonly region: Region;
  readonly days: Days;
  readonly weather: Weather;
  readonly mutation: Mutation | undefined;
  /** Most people act within minutes. */
  readonly brisk: boolean;
  readonly drawing: Drawing;
  /** The program does not have the store for itself, and knows it. */
  readonly isShared: boolean;
  /** Teams answers in the same instant: quick to simulate. */
  readonly instant: boolean;
  /** From then on nothing goes wrong any more, so that everything comes to rest. */
  readonly calmFrom: Instant;
  readonly lives: Life[];
  readonly takes: Take[];
  readonly injected: Injected[];
  readonly counts: Counts;
  readonly logged: LogLine[];
  /** Calls to something outside since time last went on. */
  calls: number;
  /** Until when the store, or Teams, answers nobody. */
  readonly away: { store: Instant; teams: Instant };
  onTake: (take: Take) => void;
  onDeath: (life: Life) => void;
  /** It goes on for ever without time going on. */
  onRestless: (life: Life) => void;
}

export const inject = (world: World, fault: Fault, more: Omit<Injected, 'at' | 'fault'> = {}): void => {
  world.counts[fault] = (world.counts[fault] ?? 0) + 1;
  world.injected.push({ at: world.agenda.now, fault, ...more });
};

export const kill = (world: World, life: Life): void => {
  if (!life.alive) return;
  life.alive = false;
  life.diedAt = world.agenda.now;
  world.onDeath(life);
};

/** A life that goes on as it should at this moment. */
export const isWell = (life: Life, now: Instant): boolean =>
  life.alive && life.stalledUntil <= now && life.skew === 0;
