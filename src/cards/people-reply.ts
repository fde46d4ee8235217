import type { DirectoryRefusal } from '../directory/refusals.ts';
import type { DirectoryState, ListedPerson } from '../directory/state.ts';
import type { OutgoingCard } from './element.ts';
import type { Typed } from './fields.ts';
import type { Submission } from './parse.ts';
import { peopleCard } from './people-card.ts';
import { differencesCard } from './people-differences-card.ts';
import { type PeopleFacts, listedWith, peopleHere } from './people-facts.ts';
import { addCard, needsCard, personCard } from './people-form-cards.ts';
import type { PeopleVerb } from './people-parse.ts';
import { peopleRefusalText } from './people-refusal-text.ts';

/** A pressed button, and the directory as it is afterwards. */
interface Pressed {
  verb: PeopleVerb;
  data: Submission;
  state: DirectoryState;
  facts: PeopleFacts;
}

/** What a card turns into for whoever pressed one of its buttons: as things are now, with a refusal as a remark on top. */
export const peopleReply = (pressed: Pressed, refusal?: DirectoryRefusal): OutgoingCard => {
  const { facts, data, verb } = pressed;
  if (!refusal) return verb === 'people-show' ? shown(pressed) : done(pressed);
  const nameOf = (id: string): string => facts.region.municipalities.find((one) => one.id === id)?.name ?? id;
  const note = peopleRefusalText(refusal, nameOf);
  const typed = refusal.code === 'invalid' ? { values: data, problems: refusal.problems } : undefined;
  return again(pressed, note, typed);
};

const personHere = ({ data, state, facts }: Pressed): ListedPerson | undefined => {
  const person = listedWith(state, data.person);
  return person && peopleHere(state, facts).includes(person) ? person : undefined;
};

const shown = (pressed: Pressed): OutgoingCard => {
  const { data, state, facts } = pressed;
  const person = personHere(pressed);
  if (data.show === 'person' && person) return personCard(person, facts);
  if (data.show === 'add') return addCard(state, facts);
  if (data.show === 'needs') return needsCard(state, facts);
  if (data.show === 'differences') return differencesCard(state, facts);
  return peopleCard(state, facts);
};

/** The card on which the button stood, with why not, and with what was typed where another answer helps. */
const again = (pressed: Pressed, note: string, typed: Typed | undefined): OutgoingCard => {
  const { verb, state, facts } = pressed;
  const person = personHere(pressed);
  const more = { note, typed };
  if (verb === 'needs-set') return needsCard(state, facts, more);
  if (verb === 'difference-settle') return differencesCard(state, facts, note);
  if (verb === 'people-add') return typed ? addCard(state, facts, more) : peopleCard(state, facts, { note });
  return person ? personCard(person, facts, more) : peopleCard(state, facts, { note });
};

const done = (pressed: Pressed): OutgoingCard => {
  const { verb, state, facts } = pressed;
  const person = personHere(pressed);
  const busy = person ? facts.busyWith(person) : [];
  const warning = busy.length > 0 ? ' Let op wat hieronder staat.' : '';
  switch (verb) {
    case 'needs-set':
      return needsCard(state, facts, { note: 'Opgeslagen. Het geldt meteen.' });
    case 'difference-settle':
      return differencesCard(state, facts, 'Opgeslagen.');
    case 'people-add':
      return peopleCard(state, facts, { note: 'Toegevoegd. Het geldt meteen.' });
    case 'people-remove':
      return peopleCard(state, facts, { note: 'Verwijderd. Het geldt meteen.' });
    case 'people-change':
    case 'people-suspend':
    case 'people-restore': {
      const note = `${DONE[verb]} Het geldt meteen.${warning}`;
      return person ? personCard(person, facts, { note }) : peopleCard(state, facts, { note });
    }
    case 'people-show':
      return shown(pressed);
    default:
      return verb satisfies never;
  }
};

const DONE = {
  'people-change': 'Opgeslagen.',
  'people-suspend': 'De toegang is gestopt.',
  'people-restore': 'Deze persoon heeft weer toegang.',
} as const;
