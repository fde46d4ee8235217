import type { CaseCommand } from '../../src/case/commands.ts';
import { type CaseState, isFollowed } from '../../src/case/state.ts';
import { HOUR, type Instant, MINUTE } from '../../src/core/time.ts';

/** Saturday afternoon, when the roster says who is on duty. The moment of every sweep that is measured. */
export const NOW: Instant = Date.parse('2026-11-28T14:00+01:00');

/** 10:00 on the day of NOW: the first day on the roster. */
export const FIRST_SATURDAY: Instant = Date.parse('2026-11-28T10:00+01:00');

const friday = (time: string): Instant => Date.parse(`2026-11-27T${time}+01:00`);
const saturday = (time: string): Instant => Date.parse(`2026-11-28T${time}+01:00`);

export type Role = 'politie' | 'veilig-thuis' | 'veilig-opgroeien' | 'jeugd-mw' | 'manager';

export interface Act {
  at: Instant;
  by: Role;
  command: CaseCommand | ((state: CaseState) => CaseCommand);
}

/** A case that has something due exactly now. */
export interface Situation {
  due: string;
  receivedAt: Instant;
  danger?: boolean;
  acts: readonly Act[];
}

const decided = (at: Instant): Act => ({
  at,
  by: 'veilig-thuis',
  command: {
    type: 'RecordConsultation',
    decisions: { decision: { kind: 'go' }, exceptional: false, caseLead: 'gemeente' },
  },
});
const detailed = (at: Instant): Act => ({
  at,
  by: 'veilig-thuis',
  command: {
    type: 'CompleteConsultation',
    details: {
      present: ['politie', 'vt', 'gemeente'],
      knownLocally: 'no',
      safety: 'uncertain',
      tellSchool: true,
    },
  },
});
const claimed = (at: Instant): readonly Act[] => [
  { at, by: 'jeugd-mw', command: { type: 'ClaimSlot' } },
  { at, by: 'veilig-opgroeien', command: { type: 'ClaimSlot' } },
];
const planned = (at: Instant, visitAt: Instant): Act => ({
  at,
  by: 'jeugd-mw',
  command: { type: 'PlanVisit', visitAt },
});
const nobodyHome = (at: Instant): Act => ({
  at,
  by: 'jeugd-mw',
  command: { type: 'RecordAttempt', at, reason: 'nobodyHome' },
});
const seen = (at: Instant): Act => ({
  at,
  by: 'jeugd-mw',
  command: { type: 'RecordSeen', seen: { at, agreements: true, obstacles: [], followUp: 'localTeam' } },
});
const schoolTold = (at: Instant): Act => ({ at, by: 'veilig-opgroeien', command: { type: 'TellSchool' } });
const reported = (at: Instant): Act => ({
  at,
  by: 'veilig-thuis',
  command: { type: 'RegisterFormalReport', reference: 'CORV-2026-123456' },
});
const takenUp = (at: Instant): Act => ({
  at,
  by: 'manager',
  command: (state) => ({ type: 'Acknowledge', risks: isFollowed(state) ? Object.keys(state.risks) : [] }),
});

export const SITUATIONS: readonly Situation[] = [
  { due: 'a call without an answer', receivedAt: NOW - 5 * MINUTE, acts: [] },
  { due: 'the outcome of the consultation', receivedAt: NOW - 30 * MINUTE, acts: [] },
  { due: 'a late consultation, the next rung', receivedAt: NOW - 90 * MINUTE, acts: [] },
  { due: 'a place that nobody took', receivedAt: NOW - 2 * HOUR, acts: [decided(saturday('12:20'))] },
  {
    due: 'no visit planned',
    receivedAt: friday('14:30'),
    acts: [decided(friday('14:45')), ...claimed(friday('15:00'))],
  },
  {
    due: 'the window closing',
    receivedAt: friday('20:00'),
    acts: [
      decided(saturday('10:20')),
      ...claimed(saturday('10:30')),
      planned(saturday('10:40'), saturday('16:00')),
    ],
  },
  {
    due: 'the window missed',
    receivedAt: friday('14:00'),
    acts: [
      decided(friday('14:20')),
      ...claimed(friday('14:30')),
      planned(friday('14:40'), friday('16:00')),
      nobodyHome(friday('16:10')),
    ],
  },
  {
    due: 'no word from the visitors',
    receivedAt: saturday('10:00'),
    acts: [
      decided(saturday('10:20')),
      ...claimed(saturday('10:30')),
      planned(saturday('10:40'), saturday('12:00')),
    ],
  },
  {
    due: 'how it goes, after it was taken up',
    receivedAt: saturday('11:40'),
    danger: true,
    acts: [decided(saturday('11:45')), takenUp(saturday('12:00'))],
  },
  {
    due: 'feedback',
    receivedAt: friday('10:00'),
    acts: [
      decided(friday('10:20')),
      detailed(friday('10:30')),
      ...claimed(friday('10:40')),
      planned(friday('10:50'), friday('14:00')),
      seen(friday('14:00')),
      schoolTold(friday('14:10')),
      reported(friday('14:20')),
    ],
  },
];
