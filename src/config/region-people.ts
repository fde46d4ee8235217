import { z } from 'zod';
import type { Person } from '../core/region.ts';
import { inWords } from './region-problems.ts';
import { asRecord, reference } from './region-references.ts';
import type { Declared } from './region-references.ts';
import { always, block, mobile, section, signIn, text } from './region-values.ts';

/**
 * Somebody who may act. Roles are one list, for each of `municipalities`; or a list per municipality, for whoever does one
 * thing here and another there.
 */
export const person = (declared: Declared) =>
  section({
    id: text,
    tenant: reference('tenant', declared).optional(),
    name: text,
    accounts: z.array(section({ tenant: reference('tenant', declared), id: text })).exactOptional(),
    signIn: signIn.exactOptional(),
    mobile: mobile.exactOptional(),
    roles: z.unknown().superRefine(oneOfTheForms(declared)),
    municipalities: z.array(reference('municipality', declared)).exactOptional(),
  })
    .superRefine(rolesHaveTheirPlace, always)
    .transform(({ roles, municipalities = [], ...rest }) => ({
      ...rest,
      roles: perMunicipality(roles, municipalities),
    }));

const isPerMunicipality = (roles: unknown): boolean =>
  typeof roles === 'object' && roles !== null && !Array.isArray(roles);

/** What is wrong is said of the form that was meant; a union of the two would say it of both. */
const oneOfTheForms = (declared: Declared) => {
  const list = z.array(reference('role', declared));
  const lists = block(reference('municipality', declared), list);
  return (roles: unknown, context: z.RefinementCtx): void => {
    const form = isPerMunicipality(roles) ? lists : list;
    for (const issue of form.safeParse(roles, { error: inWords }).error?.issues ?? [])
      context.addIssue({ ...issue });
  };
};

const rolesHaveTheirPlace = (value: unknown, context: z.RefinementCtx): void => {
  const { roles, municipalities } = asRecord(value);
  const problem = (message: string) => {
    context.addIssue({ code: 'custom', path: ['municipalities'], message });
  };
  if (!isPerMunicipality(roles) && municipalities === undefined)
    problem('missing; write a list, such as [one, other]');
  if (isPerMunicipality(roles) && municipalities !== undefined)
    problem('written beside roles per municipality; leave it out, or write roles as one list');
};

const listed = z.array(z.string());
const perPlace = z.record(z.string(), listed);

const perMunicipality = (roles: unknown, municipalities: readonly string[]): Person['roles'] =>
  isPerMunicipality(roles)
    ? perPlace.parse(roles)
    : Object.fromEntries(municipalities.map((id) => [id, listed.parse(roles)]));
