/** What looks at a case besides people: as the program puts it together, and made up for a test. */
import { type Watch, watchAll } from '../../src/case/due.ts';
import { convener } from '../../src/consultation/convene.ts';
import type { CaseEvent } from '../../src/case/events.ts';
import type { FollowedCase } from '../../src/case/state.ts';
import type { Cover } from '../../src/core/cover.ts';
import type { Region } from '../../src/core/region.ts';
import type { Instant } from '../../src/core/time.ts';
import { ladder } from '../../src/escalation/ladder.ts';
import { everybodyOnDuty, plainDays } from '../support/cover.ts';
import { raised } from './history.ts';
import { region, yara } from './region.ts';

/** The ladder and whoever brings consultations together. */
export const everyWatch = (
  over: Region = region,
  holidays: readonly string[] = [],
  cover: Cover = everybodyOnDuty(over),
): Watch => {
  const parts = { region: over, days: plainDays(holidays), cover, texts: true };
  return watchAll([ladder(parts), convener(parts)]);
};

/** Has one thing to say at a moment, once. */
export const watchAt = (moment: Instant): Watch => {
  const { event } = raised('consultationLate:consultation@1', [yara]);
  const isSilent = (state: FollowedCase): boolean => Object.keys(state.risks).length === 0;
  return {
    raise: (state, now) => (now >= moment && isSilent(state) ? [event] : []),
    nextDue: (state) => (isSilent(state) ? moment : null),
  };
};

/** Each escalation makes the next one due at once, up to this many. */
export const chainOf = (length: number): Watch => {
  const event: CaseEvent = { type: 'CaseEscalated', obstacle: 'other' };
  const left = ({ escalations }: FollowedCase): boolean => escalations.length < length;
  return {
    raise: (state) => (left(state) ? [event] : []),
    nextDue: (state, now) => (left(state) ? now : null),
  };
};

export const silent: Watch = { raise: () => [], nextDue: () => null };
