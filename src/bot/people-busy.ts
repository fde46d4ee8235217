import { type Who, isSame } from '../core/actor.ts';
import type { CaseDocument } from '../case/document.ts';
import { type FollowedCase, isFollowed } from '../case/state.ts';

/** What somebody has on hand in these open cases: places in a visit and risks they took up, each in a few words. */
export const busyIn =
  (open: readonly CaseDocument[]) =>
  (who: Pick<Who, 'tenant' | 'id'>): readonly string[] =>
    open.flatMap(({ state }) => {
      if (!isFollowed(state)) return [];
      return [
        ...(goesAlong(state, who) ? [`gaat mee in ${state.number}`] : []),
        ...(tookUp(state, who) ? [`pakt iets op in ${state.number}`] : []),
      ];
    });

/** After the visit the place is no longer something to fill. */
const goesAlong = ({ step, slots }: FollowedCase, who: Pick<Who, 'tenant' | 'id'>): boolean =>
  step !== 'closed' && slots.some(({ claim }) => claim && isSame(claim.by, who));

const tookUp = ({ risks }: FollowedCase, who: Pick<Who, 'tenant' | 'id'>): boolean =>
  Object.values(risks).some(({ acknowledged }) => acknowledged && isSame(acknowledged.by, who));
