import { whoIs } from '../../../src/core/actor.ts';
import { type Municipality, PLANNER, type Person, peopleWith } from '../../../src/core/region.ts';
import { DAY, HOUR, type Instant } from '../../../src/core/time.ts';
import type { RosterCommand } from '../../../src/roster/commands.ts';
import { rosterIdOf } from '../../../src/roster/document.ts';
import { type Chance, chanceFor } from './chance.ts';
import { isRoster } from './ledger.ts';
import { anybody } from './press.ts';
import type { World } from './world.ts';

/** Asks something of a roster; when that fails, twice more. */
const ask = (
  world: World,
  municipality: Municipality,
  key: string,
  by: Person,
  command: RosterCommand,
): void => {
  const once = (round: number): void => {
    const life = anybody(world, chanceFor(world.seed, `${key} ${round}`));
    let isAnswered = false;
    const again = (): void => {
      if (isAnswered || round >= 3) return;
      isAnswered = true;
      once(round + 1);
    };
    world.agenda.at(world.agenda.now + 15_000, again);
    life?.works.rosters.run(municipality.id, command, by, { activity: key }).then(() => {
      isAnswered = true;
    }, again);
  };
  once(0);
};

/** Somebody on call for every role around the clock, with holes. */
const duties = (world: World, municipality: Municipality, from: Instant, days: number, chance: Chance) =>
  Array.from({ length: days }, (_, day) => day).flatMap((day) =>
    municipality.onCall.flatMap((role) => {
      const person = chance.pick(peopleWith(world.region, municipality.id, [role]));
      const begins = Math.floor(from / HOUR) * HOUR + day * DAY;
      const shift = { uid: `${role} ${day}`, person: whoIs(person), role, from: begins, to: begins + DAY };
      return chance.is(0.75) ? [shift] : [];
    }),
  );

type Idea = (
  world: World,
  municipality: Municipality,
  now: Instant,
  chance: Chance,
) => RosterCommand | undefined;

const period = (now: Instant, chance: Chance) => {
  const from = Math.ceil(now / HOUR) * HOUR + chance.whole(-2, 20) * HOUR;
  return { from, to: from + chance.whole(3, 30) * HOUR };
};

const absent: Idea = (world, { id }, now, chance) => ({
  type: 'MarkAbsent',
  person: whoIs(chance.pick(world.region.people.filter(({ roles }) => id in roles))),
  ...period(now, chance),
});

const instead: Idea = (world, { id, onCall }, now, chance) => {
  const role = chance.pick(onCall);
  const person = whoIs(chance.pick(peopleWith(world.region, id, [role])));
  return { type: 'AddShift', person, role, replaces: chance.is(0.5), ...period(now, chance) };
};

const swap: Idea = (world, { id }, _now, chance) => {
  const roster = world.ledger.now(rosterIdOf(id));
  if (!isRoster(roster) || roster.state.shifts.length === 0) return undefined;
  const { person: of, role, from, to } = chance.pick(roster.state.shifts);
  const others = peopleWith(world.region, id, [role]).filter((one) => one.id !== of.id);
  return others.length === 0
    ? undefined
    : { type: 'AskSwap', role, of, with: whoIs(chance.pick(others)), from, to };
};

const answer: Idea = (world, { id }, _now, chance) => {
  const roster = world.ledger.now(rosterIdOf(id));
  const open = isRoster(roster) ? roster.state.swaps.filter((one) => !one.answer) : [];
  return open.length === 0
    ? undefined
    : { type: 'AnswerSwap', swap: chance.pick(open).id, accepted: chance.is(0.7) };
};

const prove: Idea = () => ({ type: 'ProveReach' });
const test: Idea = () => ({ type: 'TestReach' });

const IDEAS: readonly (readonly [number, Idea])[] = [
  [3, absent],
  [3, instead],
  [2, swap],
  [3, answer],
  [4, prove],
  [1, test],
];

/** Whoever may: whoever was asked, somebody on call, or the planner. */
const actorFor = (
  world: World,
  municipality: Municipality,
  command: RosterCommand,
  chance: Chance,
): Person => {
  if (command.type === 'ProveReach')
    return chance.pick(peopleWith(world.region, municipality.id, municipality.onCall));
  const roster = world.ledger.now(rosterIdOf(municipality.id));
  const asked =
    command.type === 'AnswerSwap' && isRoster(roster)
      ? roster.state.swaps.find(({ id }) => id === command.swap)?.with
      : undefined;
  const found = world.region.people.find(({ id }) => id === asked?.id);
  return found ?? chance.pick(peopleWith(world.region, municipality.id, [PLANNER]));
};

/** A roster is filled in at the start, and changed now and then. */
export const planRoster = (world: World, municipality: Municipality, from: Instant, until: Instant): void => {
  const chance = chanceFor(world.seed, `roster of ${municipality.id}`);
  const act = (key: string, at: Instant, by: Person, command: RosterCommand): void => {
    if (world.script.happens(key, at, `${by.id} asks ${command.type} of the roster of ${municipality.id}`))
      ask(world, municipality, key, by, command);
  };
  const days = Math.ceil((until - from) / DAY) + 1;
  const planner = peopleWith(world.region, municipality.id, [PLANNER])[0]!;
  const shifts = duties(world, municipality, from, days, chance);
  world.agenda.at(from + 30_000, () => {
    act(`roster of ${municipality.id}, filled`, from, planner, {
      type: 'ImportShifts',
      shifts,
      cancelled: [],
      series: [],
    });
  });
  world.agenda.at(from + 60_000, () => {
    act(`roster of ${municipality.id}, tested`, from, planner, { type: 'TestReach' });
  });
  for (const person of peopleWith(world.region, municipality.id, municipality.onCall)) {
    const at = from + chance.whole(2, 90) * 60_000;
    if (!chance.is(0.8)) continue;
    world.agenda.at(at, () => {
      act(`roster of ${municipality.id}, reached ${person.id}`, at, person, { type: 'ProveReach' });
    });
  }
  const changes = chance.whole(0, 2 * days);
  for (let change = 1; change <= changes; change += 1) {
    const at = from + Math.round(chance.next() * (until - from));
    const key = `roster of ${municipality.id}, change ${change}`;
    world.agenda.at(at, () => {
      const own = chanceFor(world.seed, key);
      const command = own.weighed(IDEAS)(world, municipality, at, own);
      if (command) act(key, at, actorFor(world, municipality, command, own), command);
    });
  }
};
