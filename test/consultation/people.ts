/** A region in which four organisations consult, with two people for every role and two managers. */
import { rolesAt } from '../support/roles.ts';
import {
  MANAGER,
  type Municipality,
  POLICE,
  type Person,
  type Policy,
  type Region,
  type RoleId,
  SAFE_AT_HOME,
} from '../../src/core/region.ts';
import { DAY, MINUTE } from '../../src/core/time.ts';
import { hoogeveen as fullHoogeveen, policy as fullPolicy, regionWith } from '../case/region.ts';

const TENANT = '22222222-2222-4222-8222-222222222222';

export const LOCAL = 'veilig-opgroeien';
export const YOUTH = 'jeugd-mw';
export const ADULT = 'amw';
/** Leads Veilig Thuis and sits at no table: makes somebody the manager of that organisation. */
const LEADS_SAFE_AT_HOME = 'vt-leiding';

/** The same name is the same person. */
export const person = (name: string, ...roles: readonly RoleId[]): Person => ({
  id: name.toLowerCase(),
  tenant: TENANT,
  name,
  roles: rolesAt(roles, 'hoogeveen'),
});

export const olga = person('Olga', POLICE);
export const otto = person('Otto', POLICE);
export const vera = person('Vera', SAFE_AT_HOME);
export const victor = person('Victor', SAFE_AT_HOME);
export const vroni = person('Vroni', SAFE_AT_HOME);
export const lars = person('Lars', LOCAL);
export const lotte = person('Lotte', LOCAL);
export const yara = person('Yara', YOUTH);
export const yusuf = person('Yusuf', YOUTH);
export const anna = person('Anna', ADULT);
export const arie = person('Arie', ADULT);
export const mia = person('Mia', MANAGER);
export const vik = person('Vik', MANAGER, LEADS_SAFE_AT_HOME);
/** Holds every role, as whoever tries the demo does. */
export const eva = person('Eva', POLICE, SAFE_AT_HOME, LOCAL, YOUTH, ADULT, MANAGER);

export const CHASE_AFTER = 5 * MINUTE;
export const RECORD_WITHIN = 30 * MINUTE;

/** At the top of the ladder nothing is told again while a course lasts, so that the clock comes to rest. */
export const policy: Policy = { ...fullPolicy, ladder: [['on-duty'], [MANAGER]], ackReminder: 1000 * DAY };

const { organiser: _noGraph, phone: _noPhone, ...bare } = fullHoogeveen;
/** Without what Graph and the telephone need: a test that is about those adds it. */
export const hoogeveen: Municipality = { ...bare, policy };

export const everybody: readonly Person[] = [
  olga,
  otto,
  vera,
  victor,
  lars,
  lotte,
  yara,
  yusuf,
  anna,
  arie,
  mia,
  vik,
];

/** The region with these people, and with other rules for its municipality. */
export const regionOf = (
  people: readonly Person[] = everybody,
  changes: Partial<Municipality> = {},
): Region =>
  regionWith({
    tenants: [TENANT],
    roles: { ...regionWith().roles, [LEADS_SAFE_AT_HOME]: 'vt' },
    municipalities: [{ ...hoogeveen, ...changes }],
    people,
  });

/** Everybody but these. */
export const without = (...left: readonly Person[]): readonly Person[] =>
  everybody.filter(({ id }) => !left.some((one) => one.id === id));
