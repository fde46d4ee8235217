import type { Person, Region, RoleId } from '../../src/core/region.ts';
import { whoIs } from '../../src/core/actor.ts';
import type { Period } from '../../src/core/calendar.ts';
import { DAY, HOUR, type Instant } from '../../src/core/time.ts';
import type { RosterCommand } from '../../src/roster/commands.ts';
import type { Program } from './program.ts';
import { colleague } from './region.ts';

/** How many weekends a roster is made ahead: a quarter. */
const WEEKENDS = 13;

/** Saturday of the first weekend. In winter, so that every shift is from 10:00 to 18:00. */
const FIRST_SATURDAY = Date.parse('2026-11-28T10:00+01:00');
const LENGTH = 8 * HOUR;

interface WeekendDay extends Period {
  index: number;
}

const weekendDays: readonly WeekendDay[] = Array.from({ length: WEEKENDS * 2 }, (_, index) => {
  const from = FIRST_SATURDAY + Math.floor(index / 2) * 7 * DAY + (index % 2) * DAY;
  return { index, from, to: from + LENGTH };
});

type Asked = { by: Person; command: RosterCommand };

/**
 * What a planner does in a quarter: a calendar file with every shift, a weekly duty, a replacement, holidays, and a test
 * message to everybody. With the swaps that follow a roster as it is in use.
 */
const plannedBy = (
  planner: Person,
  colleagueOf: (role: RoleId, index: number) => Person,
  roles: readonly RoleId[],
) => {
  const shifts = weekendDays.flatMap(({ index, from, to }) =>
    roles.map((role) => ({
      uid: `${role}-${index}@rooster.example.com`,
      person: whoIs(colleagueOf(role, index)),
      role,
      from,
      to,
    })),
  );
  const [first, second] = [weekendDays[4]!, weekendDays[5]!];
  const role = roles.at(-1)!;
  const asked: RosterCommand[] = [
    { type: 'ImportShifts', shifts, cancelled: [], series: [] },
    {
      type: 'AddPattern',
      person: whoIs(colleagueOf(role, 1)),
      role,
      weekday: 6,
      from: 18 * 60,
      to: 22 * 60,
      every: 2,
      since: '2026-11-28',
    },
    {
      type: 'AddShift',
      person: whoIs(colleagueOf(role, 3)),
      role,
      replaces: true,
      from: first.from,
      to: first.to,
    },
    ...[0, 1, 2, 3].map((index): RosterCommand => {
      const from = FIRST_SATURDAY + (20 + 14 * index) * DAY;
      return { type: 'MarkAbsent', person: whoIs(colleagueOf(role, index)), from, to: from + 7 * DAY };
    }),
    {
      type: 'AskSwap',
      role,
      of: whoIs(colleagueOf(role, second.index)),
      with: whoIs(colleagueOf(role, second.index + 1)),
      from: second.from,
      to: second.to,
    },
    { type: 'TestReach' },
  ];
  return asked.map((command): Asked => ({ by: planner, command }));
};

/** Fills the roster of every municipality, with everybody on it in reach. */
export const fillRosters = async (program: Program, region: Region): Promise<void> => {
  await program.rosters.ensure();
  for (const { id, onCall } of region.municipalities) {
    let activities = 0;
    const ask = async ({ by, command }: Asked) => {
      const answer = await program.rosters.run(id, command, by, { activity: `${id} ${(activities += 1)}` });
      if (!answer.ok) throw new Error(`${command.type} in ${id}: ${answer.refusal.code}`);
      return answer.value;
    };
    const planner = colleague(region, id, 'planner');
    for (const one of plannedBy(planner, (role, index) => colleague(region, id, role, index), onCall))
      await ask(one);
    const { reach, swaps } = await program.rosters.of(id);
    const personOf = ({ id: known }: { id: string }): Person =>
      region.people.find((one) => one.id === known)!;
    for (const swap of swaps)
      await ask({ by: personOf(swap.with), command: { type: 'AnswerSwap', swap: swap.id, accepted: true } });
    for (const { person } of reach) await ask({ by: personOf(person), command: { type: 'ProveReach' } });
  }
  await program.idle();
};

/** Monday morning before the first weekend. */
export const ROSTERS_MADE: Instant = Date.parse('2026-11-23T09:00+01:00');
