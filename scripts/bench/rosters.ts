import { type Who, personOf, whoIs } from '../../src/core/actor.ts';
import type { Period } from '../../src/core/calendar.ts';
import type { Municipality, Region, RoleId } from '../../src/core/region.ts';
import { DAY, HOUR, type Instant } from '../../src/core/time.ts';
import type { RosterCommand } from '../../src/roster/commands.ts';
import type { Program } from './program.ts';
import { colleague } from './region.ts';

/** How many weekends a roster is made ahead: a quarter. */
const WEEKENDS = 13;

const LENGTH = 8 * HOUR;

interface WeekendDay extends Period {
  index: number;
}

const weekendDaysFrom = (firstSaturday: Instant): readonly WeekendDay[] =>
  Array.from({ length: WEEKENDS * 2 }, (_, index) => {
    const from = firstSaturday + Math.floor(index / 2) * 7 * DAY + (index % 2) * DAY;
    return { index, from, to: from + LENGTH };
  });

/** The people of one municipality; `index` counts on from the first again after the last. */
type ColleagueOf = (role: RoleId, index: number) => Who;

/** A calendar file with everybody's weekends. */
const weekendsOf = (
  who: ColleagueOf,
  roles: readonly RoleId[],
  days: readonly WeekendDay[],
): RosterCommand => ({
  type: 'ImportShifts',
  shifts: days.flatMap(({ index, from, to }) =>
    roles.map((role) => {
      const uid = `${role}-${index}@rooster.example.com`;
      return { uid, person: who(role, index), role, from, to };
    }),
  ),
  cancelled: [],
  series: [],
});

/** Evenings that come back, somebody instead of whoever stands there, and a swap. */
const changesOf = (who: ColleagueOf, role: RoleId, days: readonly WeekendDay[]): readonly RosterCommand[] => {
  const [first, saturday, sunday] = [days[0]!, days[4]!, days[5]!];
  const since = new Date(first.from).toISOString().slice(0, 'yyyy-MM-dd'.length);
  const evening = { weekday: 6, from: 18 * 60, to: 22 * 60, every: 2, since };
  const { from, to } = saturday;
  return [
    { type: 'AddPattern', person: who(role, 1), role, ...evening },
    { type: 'AddShift', person: who(role, 3), role, replaces: true, from, to },
    {
      type: 'AskSwap',
      role,
      of: who(role, sunday.index),
      with: who(role, sunday.index + 1),
      from: sunday.from,
      to: sunday.to,
    },
  ];
};

/** Everybody of a role has a week off, one after the other. */
const holidaysOf = (who: ColleagueOf, role: RoleId, firstSaturday: Instant): readonly RosterCommand[] =>
  [0, 1, 2, 3].map((index) => {
    const from = firstSaturday + (20 + 14 * index) * DAY;
    return { type: 'MarkAbsent', person: who(role, index), from, to: from + 7 * DAY };
  });

const fillRoster = async (
  { rosters }: Program,
  region: Region,
  { id, onCall }: Municipality,
  firstSaturday: Instant,
): Promise<void> => {
  let activities = 0;
  const ask = async (by: Who, command: RosterCommand): Promise<void> => {
    const activity = `${id} ${(activities += 1)}`;
    const answer = await rosters.run(id, command, personOf(region, by)!, { activity });
    if (!answer.ok) throw new Error(`${command.type} in ${id}: ${answer.refusal.code}`);
  };
  const planner = colleague(region, id, 'planner');
  const who: ColleagueOf = (role, index) => whoIs(colleague(region, id, role, index));
  const [role = ''] = onCall.slice(-1);
  const days = weekendDaysFrom(firstSaturday);
  const planned = [
    weekendsOf(who, onCall, days),
    ...changesOf(who, role, days),
    ...holidaysOf(who, role, firstSaturday),
  ];
  for (const command of [...planned, { type: 'TestReach' } as const]) await ask(planner, command);
  const { swaps, reach } = await rosters.of(id);
  for (const swap of swaps) await ask(swap.with, { type: 'AnswerSwap', swap: swap.id, accepted: true });
  for (const { person } of reach) await ask(person, { type: 'ProveReach' });
};

/** How long before its first weekend a roster is made: on Monday morning. */
const AHEAD = 5 * DAY + HOUR;

/**
 * Gives every municipality the roster of a quarter as it is in use, with everybody on it in reach. Made on the Monday before;
 * the clock of the program stands there afterwards.
 *
 * @param firstSaturday 10:00 on the Saturday with which it begins
 */
export const fillRosters = async (
  program: Program,
  region: Region,
  firstSaturday: Instant,
): Promise<void> => {
  program.now = firstSaturday - AHEAD;
  await program.rosters.ensure();
  for (const municipality of region.municipalities)
    await fillRoster(program, region, municipality, firstSaturday);
  await program.idle();
};
