import type { ProblemCode, Refusal } from '../case/refusals.ts';
import { type Region } from '../core/region.ts';
import { inWords } from '../core/time.ts';
import type { Who } from '../core/actor.ts';
import { COMMAND, NOT_NOW, OPEN_ITEM, listed, roleName } from './texts.nl.ts';

const names = (people: readonly Who[]): string => listed(people.map(({ name }) => name));

/** Asked only after an answer that needs them: then nobody made a mistake. */
const FOLLOW_UP_QUESTIONS: ReadonlySet<ProblemCode> = new Set(['waitReason', 'attemptReason', 'lateReason']);

/** The sentence for somebody whose command changed nothing: why, and what to do instead. */
export const refusalText = (refusal: Refusal, region: Region): string => {
  switch (refusal.code) {
    case 'caseUnknown':
      return 'Deze casus bestaat niet (meer). Typ "casussen" voor de lijst.';
    case 'notAllowed':
      return `${COMMAND[refusal.command]} hoort niet bij uw rol. Vraag een collega, of typ "help".`;
    case 'notYourForm':
      return `Dit formulier is van ${refusal.openedBy.name}. Typ "nieuw" voor een eigen formulier.`;
    case 'alreadySent':
      return `Dit formulier is al verstuurd: casus ${refusal.number}.`;
    case 'notNow':
      return `${COMMAND[refusal.command]} kan nu niet. ${NOT_NOW[refusal.step]}`;
    case 'invalid':
      return refusal.problems.every(({ problem }) => FOLLOW_UP_QUESTIONS.has(problem))
        ? 'Nog één vraag. Daarna is het opgeslagen.'
        : 'Nog niet opgeslagen. Kijk bij de velden met een ⚠.';
    case 'consultationOver':
      return 'Dit overleg is al geweest. U hoeft niets te doen.';
    case 'consultationRunning':
      return 'Het overleg is al begonnen. Op de kaart staat waar.';
    case 'notCalled':
      return 'U bent niet gevraagd voor dit overleg. U hoeft niets te doen.';
    case 'slotsTaken':
      return `Deze plek is al van ${names(refusal.by)}. U hoeft niets te doen.`;
    case 'slotNotForRole':
      return `Er is nog plek voor: ${listed(refusal.roles.map(roleName))}. Dat is niet uw rol.`;
    case 'alreadyClaimed':
      return 'U gaat al mee. U hoeft niets te doen.';
    case 'noSlotHeld':
      return 'U heeft geen plek in deze casus. Er is niets om vrij te geven.';
    case 'slotsOpen':
      return `Er is nog plek voor: ${listed(refusal.roles.map(roleName))}. Plan het bezoek als iedereen bekend is.`;
    case 'schoolNotNeeded':
      return 'In het overleg is afgesproken dat de school niets hoort.';
    case 'notLateYet':
      return 'De bezoektermijn is nog niet voorbij. Er is nog geen reden nodig.';
    case 'alreadyDone':
      return 'Dit is al vastgelegd. U hoeft niets te doen.';
    case 'stillOpen':
      return `Sluiten kan nog niet. Nog te doen: ${listed(refusal.items.map((item) => OPEN_ITEM[item]))}.`;
    case 'noHousehold':
      return 'Veilig Thuis heeft nog geen gegevens ingevuld. Bel Veilig Thuis: 0800-2000.';
    case 'notReleased':
      return 'Veilig Thuis heeft de gegevens nog niet aan u vrijgegeven. Bel Veilig Thuis: 0800-2000.';
    case 'noAgreement':
      return `Er is geen afspraak om gegevens te delen met: ${roleName(refusal.role)}. Bel elkaar, of vraag uw beheerder.`;
    case 'agreementOver':
      return `De afspraak om gegevens te delen is verlopen voor: ${roleName(refusal.role)}. Bel elkaar, of vraag uw beheerder.`;
    case 'riskGone':
      return 'Dit is al opgelost. U hoeft niets te doen.';
    case 'riskTaken':
      return `${refusal.by.name} pakt dit al op (${inWords(refusal.at, region.timeZone)}).`;
    case 'refusedBefore':
      return 'Dit kon net niet en is niet opgeslagen. Druk nog een keer op de knop als het nog nodig is.';
    default:
      return refusal satisfies never;
  }
};
