import type { CaseDocument } from '../case/document.ts';
import { isFollowed } from '../case/state.ts';
import type { Municipality, Region } from '../core/region.ts';
import { type Instant, inWords } from '../core/time.ts';
import { formCard } from './case-actions.ts';
import { type Element, type OutgoingCard, adaptiveCard, remark, text } from './element.ts';
import type { Typed } from './fields.ts';
import { intakeForm } from './forms.ts';
import { CALL_FIRST } from './texts.nl.ts';

/** The form of the pre-announcement, in a conversation or in a dialog. */
export const intakeCard = (
  document: CaseDocument,
  region: Region,
  now: Instant,
  more: { municipality?: Municipality; typed?: Typed; note?: string } = {},
): OutgoingCard => {
  const form = formCard(intakeForm(region, more.municipality, now), { case: document.id }, more.typed);
  const danger = more.typed?.values.danger === 'true' ? [dangerFirst()] : [];
  const note = more.note === undefined ? [] : [remark(more.note)];
  const title = text('Vooraankondiging', { weight: 'Bolder', size: 'Large' });
  return {
    card: { ...form, body: [...danger, ...note, title, ...form.body] },
    summary: 'Vooraankondiging',
  };
};

/** What stands in the place of the form once it was sent. */
export const sentCard = (document: CaseDocument, region: Region, note?: string): OutgoingCard => {
  const { state } = document;
  if (!isFollowed(state)) throw new Error(`${document.id} was not sent`);
  return {
    card: adaptiveCard([
      ...(state.announcement.directDanger ? [dangerFirst()] : []),
      ...(note === undefined ? [] : [remark(note)]),
      text(`✔ Verstuurd: casus ${state.number}`, { weight: 'Bolder', size: 'Medium' }),
      text(`De kaart staat in het kanaal. Bezoek vóór ${inWords(state.visitBefore, region.timeZone)}.`),
    ]),
    summary: `Verstuurd: casus ${state.number}`,
  };
};

const dangerFirst = (): Element => ({
  type: 'Container',
  style: 'attention',
  bleed: true,
  items: [text(`⚠ ${CALL_FIRST}`, { weight: 'Bolder', size: 'Medium' })],
});
