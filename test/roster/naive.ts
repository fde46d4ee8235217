/**
 * The roster by looking at every entry for every minute: slow, and with nothing in common with src/roster but the
 * question. The clock on the wall is that of `Intl`. All entries begin and end on whole minutes.
 */
import { type Who, isSame } from '../../src/core/actor.ts';
import type { Days, Period } from '../../src/core/calendar.ts';
import type { DayPart, Municipality, Person, Region, RoleId } from '../../src/core/region.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts';
import type { Pattern, RosterState } from '../../src/roster/state.ts';

/** A clock on the wall that remembers what it showed. */
export const wallClock = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const shown = new Map<number, string>();
  const firsts = new Map<string, number>();

  /** `2026-11-23 14:05` */
  const showsAt = (minute: number): string => {
    const text = shown.get(minute) ?? format.format(minute);
    shown.set(minute, text);
    return text;
  };

  /** The first minute that shows this time; an hour later when no minute does. */
  const find = (text: string): number => {
    const near = Date.parse(`${text.replace(' ', 'T')}Z`);
    for (let minute = near - 3 * HOUR; minute < near + HOUR; minute += MINUTE) {
      if (showsAt(minute) === text) return minute;
    }
    return find(new Date(near + HOUR).toISOString().slice(0, 16).replace('T', ' '));
  };

  const firstAt = (text: string): number => {
    const first = firsts.get(text) ?? find(text);
    firsts.set(text, first);
    return first;
  };
  return { showsAt, firstAt };
};

const covers = ({ from, to }: Period, minute: number): boolean => from <= minute && minute < to;

const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

const weekdayOf = (date: string): number => new Date(date).getUTCDay();

const mondayOf = (date: string): string => (weekdayOf(date) === 1 ? date : mondayOf(plusDays(date, -1)));

const text = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const remembered = <A extends object, B>(work: (one: A, text: string) => B) => {
  const known = new Map<A, Map<string, B>>();
  return (one: A, given: string): B => {
    const answers = known.get(one) ?? new Map<string, B>();
    known.set(one, answers);
    const answer = answers.get(given) ?? work(one, given);
    answers.set(given, answer);
    return answer;
  };
};

export interface Facts {
  readonly roster: RosterState;
  readonly municipality: Municipality;
  readonly region: Region;
  readonly days: Days;
}

export const naive = ({ roster, municipality, region, days }: Facts, clock = wallClock(region.timeZone)) => {
  const dateAt = (minute: number): string => clock.showsAt(minute).slice(0, 10);

  const beginsOn = ({ weekday, since, until, every }: Pattern, date: string): boolean =>
    weekdayOf(date) === weekday &&
    since <= date &&
    (until === undefined || date <= until) &&
    ((Date.parse(mondayOf(date)) - Date.parse(mondayOf(since))) / (7 * DAY)) % every === 0;

  const periodOn = ({ from, to }: Pattern, date: string): Period => ({
    from: clock.firstAt(`${date} ${text(from)}`),
    to: clock.firstAt(to < 1440 ? `${date} ${text(to)}` : `${plusDays(date, 1)} ${text(to - 1440)}`),
  });

  /** Of a day and the two before it. */
  const dutiesUntil = remembered((pattern: Pattern, last: string): readonly Period[] =>
    [0, 1, 2]
      .map((back) => plusDays(last, -back))
      .filter((date) => beginsOn(pattern, date))
      .map((date) => periodOn(pattern, date)),
  );

  const covered = (pattern: Pattern, minute: number): boolean =>
    dutiesUntil(pattern, dateAt(minute)).some((duty) => covers(duty, minute));

  /** Whoever is on the roster, each once. */
  const rostered = (role: RoleId, minute: number): readonly Who[] => {
    const forRole = <T extends { role: RoleId }>(entries: readonly T[]) =>
      entries.filter((entry) => entry.role === role);
    let people: Who[] = [
      ...forRole(roster.shifts).filter((shift) => covers(shift, minute)),
      ...forRole(roster.patterns).filter((pattern) => covered(pattern, minute)),
    ].map(({ person }) => person);
    const agreed = forRole(roster.swaps).filter((swap) => swap.answer?.accepted && covers(swap, minute));
    for (const swap of agreed.sort((one, other) => one.answer!.at - other.answer!.at)) {
      people = people.map((person) => (isSame(person, swap.of) ? swap.with : person));
    }
    const override = forRole(roster.overrides).findLast((one) => covers(one, minute));
    if (override) people = [override.person];
    return people.filter(
      (person, index) =>
        !isAbsent(person, minute) && people.findIndex((other) => isSame(person, other)) === index,
    );
  };

  const isAbsent = (who: Pick<Who, 'tenant' | 'id'>, minute: number): boolean =>
    roster.absences.some(({ person, ...time }) => isSame(person, who) && covers(time, minute));

  const holds = (person: Person, role: RoleId): boolean =>
    (person.roles[municipality.id] ?? []).includes(role);

  const service = (minute: number): 'workday' | 'onCall' | undefined => {
    const [date = '', time = ''] = clock.showsAt(minute).split(' ');
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    const now = hours * 60 + minutes;
    const isIn = (parts: readonly DayPart[]) => parts.some(({ from, to }) => from <= now && now < to);
    const { workdays, weekend, holidays } = municipality.serviceHours;
    if (days.isHoliday(date, municipality.id)) return isIn(holidays) ? 'onCall' : undefined;
    if ([0, 6].includes(weekdayOf(date))) return isIn(weekend) ? 'onCall' : undefined;
    return isIn(workdays) ? 'workday' : undefined;
  };

  const asksRoster = (role: RoleId, minute: number): boolean =>
    municipality.onCall.includes(role) && service(minute) !== 'workday';

  const holdersOnRoster = (role: RoleId, minute: number): readonly Person[] => {
    const on = rostered(role, minute);
    return region.people.filter((person) => holds(person, role) && on.some((who) => isSame(who, person)));
  };

  /** In no particular order. */
  const onDuty = (role: RoleId, minute: number): readonly Person[] =>
    asksRoster(role, minute)
      ? holdersOnRoster(role, minute)
      : region.people.filter((person) => holds(person, role) && !isAbsent(person, minute));

  const counted = (role: RoleId, minute: number): readonly Person[] =>
    onDuty(role, minute).filter(
      (person) =>
        !asksRoster(role, minute) ||
        roster.reach.some((reach) => isSame(reach.person, person) && reach.provenAt !== undefined),
    );

  const isCovered = (role: RoleId, minute: number): boolean => counted(role, minute).length > 0;

  /** Every choice of one person per role is tried; nobody may be chosen twice. */
  const areCovered = (roles: readonly RoleId[], minute: number): boolean => {
    const choices = roles.reduce<readonly (readonly Person[])[]>(
      (chosen, role) =>
        chosen.flatMap((people) => counted(role, minute).map((person) => [...people, person])),
      [[]],
    );
    return choices.some((people) => new Set(people).size === roles.length);
  };

  /** Minutes that follow each other on one calendar day. */
  const runs = (fits: (minute: number) => boolean, { from, to }: Period): readonly Period[] => {
    const found: Period[] = [];
    for (let minute = from; minute < to; minute += MINUTE) {
      if (!fits(minute)) continue;
      const last = found.at(-1);
      const goesOn = last?.to === minute && dateAt(last.from) === dateAt(minute);
      found.splice(goesOn ? -1 : found.length, 1, { from: goesOn ? last.from : minute, to: minute + MINUTE });
    }
    return found;
  };

  const isRostered = (role: RoleId, who: Who, minute: number): boolean =>
    rostered(role, minute).some((person) => isSame(person, who));

  /** How long somebody who is on the roster at a minute is on it without a break. */
  const dutyAround = (role: RoleId, who: Who, minute: number): Period => {
    let [from, to] = [minute, minute + MINUTE];
    while (isRostered(role, who, from - MINUTE)) from -= MINUTE;
    while (isRostered(role, who, to)) to += MINUTE;
    return { from, to };
  };

  return { rostered, isRostered, dutyAround, isAbsent, onDuty, service, isCovered, areCovered, runs };
};
