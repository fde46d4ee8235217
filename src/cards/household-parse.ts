import { z } from 'zod';
import type { CaseCommand } from '../case/commands.ts';
import { type Refusal, isProblem } from '../case/refusals.ts';
import type { FollowedCase } from '../case/state.ts';
import { RELEASE_GROUNDS, VIEW_PURPOSES, type ViewPurpose } from '../case/vocabulary.ts';
import { type Result, accept, refuse } from '../core/result.ts';
import type { Household } from '../household/details.ts';
import type { Form } from './forms.ts';
import { type HouseholdVerb, recordForm, releaseForm, viewForm } from './household-card.ts';
import { findPersonalData } from '../privacy/find.ts';
import type { Submission } from './parse.ts';

/** The form behind each button, as it starts. */
export const HOUSEHOLD_FORMS: Readonly<Record<HouseholdVerb, (state: FollowedCase) => Form>> = {
  'household-record': recordForm,
  'household-release': releaseForm,
  'household-view': viewForm,
};

const read = <T extends z.ZodType>(schema: T, data: Submission): Result<z.output<T>, Refusal> => {
  const parsed = schema.safeParse(data);
  if (parsed.success) return accept(parsed.data);
  const problems = parsed.error.issues.map(({ path, message }) => ({
    field: String(path[0]),
    problem: isProblem(message) ? message : ('notAChoice' as const),
  }));
  return refuse({ code: 'invalid', problems });
};

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: 'missing' })
    // A BSN is of no use at a front door, and may not be kept here.
    .refine((text) => !findPersonalData(text).some(({ kind }) => kind === 'bsn'), { error: 'bsn' })
    .transform((text) => (text === '' ? undefined : text))
    .optional();

const recordSchema = z.object({
  postcode: z.string({ error: 'address' }).trim().max(20, { error: 'address' }),
  houseNumber: z.string({ error: 'address' }).trim().max(20, { error: 'address' }),
  street: line(200),
  phone: line(100),
  names: line(1_000),
  notes: line(2_000),
});

interface Recorded {
  postcode: string;
  houseNumber: string;
  household: Household;
}

/** What was filled in of a household; whether the address can be one is asked of whoever hashes it. */
export const parseHousehold = (data: Submission): Result<Recorded, Refusal> => {
  const form = read(recordSchema, data);
  if (!form.ok) return form;
  const { postcode, houseNumber, street, phone, names, notes } = form.value;
  const address = [street, `${postcode.toUpperCase()} ${houseNumber}`].filter(Boolean).join(', ');
  const household = { address, ...(phone && { phone }), ...(names && { names }), ...(notes && { notes }) };
  return accept({ postcode, houseNumber, household });
};

const releaseSchema = z.object({
  to: z.string({ error: 'missing' }).min(1, { error: 'missing' }),
  ground: z.enum(RELEASE_GROUNDS, { error: 'notAChoice' }),
});

/** Colleagues travel as tenant and object id; whether they go on the visit is for the case to say. */
export const parseRelease = (data: Submission): Result<CaseCommand, Refusal> => {
  const form = read(releaseSchema, data);
  if (!form.ok) return form;
  const to = form.value.to.split(',').map((key) => {
    const [tenant = '', id = ''] = key.split('/');
    return { tenant, id };
  });
  return accept({ type: 'ReleaseHousehold', to, ground: form.value.ground });
};

export const parseView = (data: Submission): Result<ViewPurpose, Refusal> => {
  const form = read(z.object({ purpose: z.enum(VIEW_PURPOSES, { error: 'notAChoice' }) }), data);
  return form.ok ? accept(form.value.purpose) : form;
};
