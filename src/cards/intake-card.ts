import type { CaseDocument } from '../case/document.ts';
import { isFollowed } from '../case/state.ts';
import { type Municipality, type Region, municipalityOf } from '../core/region.ts';
import { type Instant, inWords } from '../core/time.ts';
import { formCard } from './case-actions.ts';
import { type OutgoingCard, adaptiveCard, dangerFirst, heading, text, withRemark } from './element.ts';
import type { Typed } from './fields.ts';
import { intakeForm } from './forms.ts';

/** The form of the pre-announcement, in a conversation or in a dialog. */
export const intakeCard = (
  document: CaseDocument,
  region: Region,
  now: Instant,
  more: { municipality?: Municipality; typed?: Typed; note?: string } = {},
): OutgoingCard => {
  const form = formCard(intakeForm(region, more.municipality, now), { case: document.id }, more.typed);
  const danger = dangerFirst(String(more.typed?.values.danger) === 'true');
  const title = heading('Vooraankondiging');
  const card = { ...form, body: [...danger, title, ...form.body] };
  return { card: more.note === undefined ? card : withRemark(card, more.note), summary: 'Vooraankondiging' };
};

/** What stands in the place of the form once it was sent. */
export const sentCard = (document: CaseDocument, region: Region, note?: string): OutgoingCard => {
  const { state } = document;
  if (!isFollowed(state)) throw new Error(`${document.id} was not sent`);
  const { name } = municipalityOf(region, state.announcement.municipality);
  const card = adaptiveCard([
    ...dangerFirst(state.announcement.directDanger),
    text(`✔ Verstuurd: casus ${state.number}`, { weight: 'Bolder', size: 'Medium' }),
    text(
      `De kaart komt in het kanaal van ${name}. Bezoek vóór ${inWords(state.visitBefore, region.timeZone)}.`,
    ),
  ]);
  return {
    card: note === undefined ? card : withRemark(card, note),
    summary: `Verstuurd: casus ${state.number}`,
  };
};
