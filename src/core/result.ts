/** Either a value or a refusal. Refusals are expected answers; faults throw. */
export type Result<T, R> = { ok: true; value: T } | { ok: false; refusal: R };

export const accept = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const refuse = <R>(refusal: R): { ok: false; refusal: R } => ({ ok: false, refusal });
