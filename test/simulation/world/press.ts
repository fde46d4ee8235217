import type { CaseCommand } from '../../../src/case/commands.ts';
import type { MessageRef } from '../../../src/case/messages.ts';
import type { Person } from '../../../src/core/region.ts';
import type { Instant } from '../../../src/core/time.ts';
import { SECOND } from '../faults/lengths.ts';
import { type Chance, chanceFor } from './chance.ts';
import type { Life, World } from './world.ts';

/** Somebody asks something of a case, by one activity of Teams; Teams sends it again when it hears nothing. */
export interface Asked {
  key: string;
  /** Of the case. */
  id: string;
  command: CaseCommand;
  by: Person;
  form?: MessageRef;
}

/** How an activity was answered. */
export interface Answered {
  at: Instant;
  life: string;
  id: string;
  activity: string;
  command: CaseCommand;
  by: Person;
  /** The code of the refusal; absent when it was carried out. */
  refused?: string;
}

/** Everything that was asked, and everything that was answered: what people know. */
export interface Desk {
  asked: Map<string, Asked>;
  answered: Answered[];
  faults: number;
}

/** Teams sends an activity again when it was not answered within this. */
const RESENT_AFTER = 15 * SECOND;
const MOST_RESENT = 2;

/** Whoever the request ends up with: not who was killed, but a machine that stands still looks alive. */
export const anybody = (world: World, chance: Chance): Life | undefined => {
  const alive = world.lives.filter((life) => life.alive);
  return alive.length === 0 ? undefined : chance.pick(alive);
};

const send = (
  world: World,
  desk: Desk,
  asked: Asked,
  activity: string,
  chance: Chance,
  failed: () => void,
) => {
  desk.asked.set(activity, asked);
  const { id, command, by, form } = asked;
  let isAnswered = false;
  const once = (round: number): void => {
    const life = anybody(world, chance);
    world.agenda.at(world.agenda.now + RESENT_AFTER, () => {
      if (isAnswered) return;
      if (round < MOST_RESENT) once(round + 1);
      else failed();
    });
    if (!life) return;
    const answered = (refused?: string): void => {
      isAnswered = true;
      const at = world.agenda.now;
      const more = refused === undefined ? {} : { refused };
      desk.answered.push({ at, life: life.name, id, activity, command, by, ...more });
    };
    life.works.cases.run(id, command, by, { activity, ...(form && { form }) }).then(
      (answer) => {
        answered(answer.ok ? undefined : answer.refusal.code);
      },
      () => {
        // A calm sentence with a number, and whoever pressed tries again.
        if (isAnswered) return;
        isAnswered = true;
        desk.faults += 1;
        failed();
      },
    );
  };
  once(0);
  return once;
};

/** How often somebody who was told that it failed, or heard nothing, presses again. */
const PATIENCE = { Announce: 12, others: 1 };

/** Presses a button, as people do: now and then twice, and again when it failed. */
export const press = (world: World, desk: Desk, asked: Asked, tries = 0): void => {
  const chance = chanceFor(world.seed, `press ${asked.key} ${tries}`);
  const most = asked.command.type === 'Announce' ? PATIENCE.Announce : PATIENCE.others;
  const again = (): void => {
    if (tries >= most || (most === 1 && chance.is(0.4))) return;
    world.agenda.at(world.agenda.now + chance.whole(5, 120) * SECOND, () => {
      press(world, desk, asked, tries + 1);
    });
  };
  const resend = send(world, desk, asked, `${asked.key} ${tries}`, chance, again);
  // Its answer was lost on the way, so Teams sends it again although it was answered; or at the same moment.
  if (chance.is(0.06))
    world.agenda.at(world.agenda.now + chance.pick([0, 1, 15_000]), () => {
      resend(1);
    });
  if (chance.is(0.05))
    world.agenda.at(world.agenda.now + chance.pick([0, 300, 2_000]), () => {
      send(world, desk, asked, `${asked.key} ${tries} twice`, chance, () => undefined);
    });
};
