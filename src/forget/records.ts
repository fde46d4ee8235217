import type { CaseDocument } from '../case/document.ts';
import { isFollowed } from '../case/state.ts';

/** The log of a case as it outlives the case: who did what when, without content. */
export const recordsOf = ({ id, state, log }: CaseDocument): readonly object[] =>
  log.map(({ at, by, roles, event }) => ({
    at,
    ...(by && { by: { tenant: by.tenant, id: by.id } }),
    ...(roles && { roles }),
    event: { type: event.type, case: isFollowed(state) ? state.number : id },
  }));
