import { z } from 'zod';
import type { CaseDocument } from '../case/document.ts';
import { mayByRole } from '../case/permissions.ts';
import { invalid } from '../case/refusals.ts';
import { isFollowed } from '../case/state.ts';
import type { MessageRef } from '../case/message-ref.ts';
import {
  type HouseholdVerb,
  detailsCard,
  hiddenCard,
  householdCard,
  householdFormAgain,
} from '../cards/household-card.ts';
import { HOUSEHOLD_FORMS, parseHousehold, parseRelease, parseView } from '../cards/household-parse.ts';
import type { Submission } from '../cards/parse.ts';
import { refusalText } from '../cards/refusal-text.ts';
import type { Refusal } from '../case/refusals.ts';
import { whoIs } from '../core/actor.ts';
import { municipalityOf } from '../core/region.ts';
import { refusedWords } from './refused.ts';
import { type Reply, about, card, words } from './reply.ts';
import type { BotParts, Turn } from './turn.ts';

const VERBS: ReadonlySet<string> = new Set<HouseholdVerb>([
  'household-record',
  'household-release',
  'household-view',
]);

export const isHouseholdVerb = (verb: string): verb is HouseholdVerb => VERBS.has(verb);

const ONLY_HERE = 'Dat kan alleen in onze eigen chat. Typ daar "gegevens" en het nummer van de casus.';

/** A pressed button about who a household is: only ever in the 1:1 chat of one person. */
export const onHouseholdButton = async (
  parts: BotParts,
  turn: Turn,
  document: CaseDocument,
  { verb, data, shown }: { verb: HouseholdVerb; data: Submission; shown: MessageRef | undefined },
): Promise<Reply> => {
  if (turn.origin.kind !== 'personal') return words(ONLY_HERE);
  switch (verb) {
    case 'household-record':
      return record(parts, turn, document, data);
    case 'household-release':
      return release(parts, turn, document, data);
    case 'household-view':
      return view(parts, turn, document, data, shown);
    default:
      return verb satisfies never;
  }
};

const record = async (
  parts: BotParts,
  turn: Turn,
  document: CaseDocument,
  data: Submission,
): Promise<Reply> => {
  const { households, addressMarks } = parts;
  const form = parseHousehold(data);
  if (!form.ok) return again(parts, document, 'household-record', data, form.refusal);
  const marks = await addressMarks(`${form.value.postcode} ${form.value.houseNumber}`);
  if (!marks) {
    const refusal = invalid({ field: 'postcode', problem: 'address' });
    return again(parts, document, 'household-record', data, refusal);
  }
  // Who may not record gets a key for nothing otherwise.
  if (!mayRecord(parts, turn, document))
    return words(
      await refusedWords(parts, turn, { code: 'notAllowed', command: 'RecordHousehold' }, document.id),
    );
  const door = { activity: turn.activity, marks };
  const answer = await households.record(document.id, form.value.household, turn.actor, door);
  return answer.ok
    ? offered(parts, turn, answer.value, 'Opgeslagen en versleuteld.')
    : words(await refusedWords(parts, turn, answer.refusal, document.id));
};

const mayRecord = ({ region }: BotParts, { actor }: Turn, { municipality }: CaseDocument): boolean =>
  municipality !== undefined && mayByRole(actor, 'RecordHousehold', municipalityOf(region, municipality));

const release = async (
  parts: BotParts,
  turn: Turn,
  document: CaseDocument,
  data: Submission,
): Promise<Reply> => {
  const command = parseRelease(data);
  if (!command.ok) return again(parts, document, 'household-release', data, command.refusal);
  const answer = await parts.cases.run(document.id, command.value, turn.actor, { activity: turn.activity });
  if (answer.ok) return offered(parts, turn, answer.value, 'Vrijgegeven. Zij krijgen een bericht.');
  return answer.refusal.code === 'invalid'
    ? again(parts, document, 'household-release', data, answer.refusal)
    : words(await refusedWords(parts, turn, answer.refusal, document.id));
};

const view = async (
  parts: BotParts,
  turn: Turn,
  document: CaseDocument,
  data: Submission,
  shown: MessageRef | undefined,
): Promise<Reply> => {
  const purpose = parseView(data);
  if (!purpose.ok) return again(parts, document, 'household-view', data, purpose.refusal);
  // Where it is not known which message shows it, it could not be hidden again.
  if (!shown)
    return words('Uw Teams kan dit niet veilig tonen. Gebruik de nieuwste Teams op telefoon of computer.');
  const look = { purpose: purpose.value, at: shown };
  const answer = await parts.households.view(document.id, look, turn.actor, { activity: turn.activity });
  if (!answer.ok) return words(await refusedWords(parts, turn, answer.refusal, document.id));
  const { value } = answer;
  if (value.kind === 'forgotten') return words('De gegevens van deze casus zijn gewist.');
  return card(
    value.kind === 'shown'
      ? detailsCard(value.document, value.household, value.fields)
      : hiddenCard(value.document),
  );
};

const offered = ({ region }: BotParts, { actor }: Turn, document: CaseDocument, note?: string): Reply =>
  about(document, householdCard(document, whoIs(actor), region, note));

const again = (
  { region }: BotParts,
  document: CaseDocument,
  verb: HouseholdVerb,
  data: Submission,
  refusal: Refusal,
): Reply => {
  const note = refusalText(refusal, region);
  if (!isFollowed(document.state)) return words(note);
  const problems = refusal.code === 'invalid' ? refusal.problems : [];
  const form = HOUSEHOLD_FORMS[verb](document.state);
  return card(householdFormAgain(document, form, { values: typedOf(verb, data), problems }, note));
};

const texts = z.record(z.string(), z.unknown());

/** What was typed of a household goes back to nobody, not even to whoever typed it: a card can be seen again later. */
const typedOf = (verb: HouseholdVerb, data: Submission): Submission =>
  verb === 'household-record' ? {} : texts.parse(data);

/** What somebody can do with the details of a household, in their own chat. */
export const showHousehold = async (parts: BotParts, turn: Turn, document: CaseDocument): Promise<Reply> => {
  const { state, municipality } = document;
  if (turn.origin.kind !== 'personal') return words(ONLY_HERE);
  if (!isFollowed(state) || municipality === undefined)
    return words(refusalText({ code: 'caseUnknown' }, parts.region));
  const holds = state.slots.some(
    ({ claim }) => claim?.by.id === turn.actor.id && claim.by.tenant === turn.actor.tenant,
  );
  if (!holds && !mayByRole(turn.actor, 'AskHousehold', municipalityOf(parts.region, municipality)))
    return words(
      await refusedWords(parts, turn, { code: 'notAllowed', command: 'AskHousehold' }, document.id),
    );
  return offered(parts, turn, document);
};
