/** What people ask of a case, in no particular order: a good part is refused, and that must be remembered too. */
import type { CaseCommand } from '../../../src/case/commands.ts';
import { type Person } from '../../../src/core/region.ts';
import { HOUR, type Instant, MINUTE } from '../../../src/core/time.ts';
import { announcement, decisions, details, seen } from '../../case/history.ts';
import { lars, mia, olga, vera, yara, yusuf } from '../../case/region.ts';

/** After this many a case is left, and another begins. */
export const STEPS_PER_CASE = 40;

export const PEOPLE: readonly Person[] = [olga, vera, lars, yara, yusuf, mia];

type Asked = readonly [by: Person, command: (now: Instant) => CaseCommand];

const ANNOUNCED: Asked = [
  olga,
  (now) => ({ type: 'Announce', announcement: { ...announcement, incidentAt: now - HOUR } }),
];

const claims: readonly Asked[] = [yara, yusuf, lars].flatMap((by): Asked[] => [
  [by, () => ({ type: 'ClaimSlot' })],
  [by, () => ({ type: 'ReleaseSlot' })],
]);

/** In about the order in which they can be carried out; each is more likely when its time has come. */
const COURSE: readonly Asked[] = [
  [vera, () => ({ type: 'AnswerCall', answer: 'coming' })],
  [lars, () => ({ type: 'AnswerCall', answer: 'declined' })],
  [olga, () => ({ type: 'RecordConsultation', decisions })],
  [olga, () => ({ type: 'CompleteConsultation', details })],
  [lars, () => ({ type: 'Escalate', obstacle: 'waitingList' })],
  [yara, () => ({ type: 'ClaimSlot' })],
  [lars, () => ({ type: 'ClaimSlot' })],
  [lars, (now) => ({ type: 'PlanVisit', visitAt: now + 3 * HOUR })],
  [yara, (now) => ({ type: 'RecordAttempt', at: now - MINUTE, reason: 'nobodyHome' })],
  [yara, (now) => ({ type: 'RecordSeen', seen: { ...seen, at: now } })],
  [lars, () => ({ type: 'TellSchool' })],
  [yara, () => ({ type: 'GiveFeedback', to: ['safeAtHome'] })],
  [vera, () => ({ type: 'RegisterFormalReport', reference: 'CORV-2026-123456' })],
  [mia, () => ({ type: 'GiveFeedback', to: ['safeAtHome', 'police'] })],
  [mia, () => ({ type: 'CloseCase', dossier: 'safeAtHome' })],
];

/** @param chance between 0 and 1, seeded */
export const stepAt = (
  number: number,
  chance: () => number,
  now: Instant,
): { by: Person; command?: CaseCommand } => {
  if (number === 0) return { by: olga };
  const [by, command] = number === 1 ? ANNOUNCED : chosen(number, chance);
  return { by, command: command(now) };
};

const chosen = (number: number, chance: () => number): Asked => {
  const share = chance();
  const expected = Math.floor((number / STEPS_PER_CASE) * COURSE.length);
  const found =
    share < 0.4
      ? claims[Math.floor(chance() * claims.length)]
      : COURSE[share < 0.85 ? expected : Math.floor(chance() * COURSE.length)];
  return found ?? ANNOUNCED;
};
