/** The police announce, and several people press "Ik ga mee" at the same moment. */
import { CHANNEL } from '../../e2e/scenario.ts';
import { cardIn, dialogIn } from '../../support/answers.ts';
import { textOf } from '../../support/cards.ts';
import { fillForm } from '../../support/form.ts';
import { type User, user } from '../../support/places.ts';
import { PEOPLE } from '../../support/region-file.ts';
import { type Asking, dialog, pressed } from './asking.ts';

/** Besides those of `PEOPLE`, who hold the same roles. */
export const MORE = [
  { name: 'Jan Jeugd', role: 'jeugd-mw' },
  { name: 'Jet Jeugd', role: 'jeugd-mw' },
  { name: 'Gijs Gemeente', role: 'veilig-opgroeien' },
] as const;

const CLAIMERS: readonly User[] = [PEOPLE.youth, PEOPLE.municipal, ...MORE.map(({ name }) => user(name))];

/** What was answered about one case. */
export interface Announced {
  /** The id that its buttons carry. */
  id: string;
  number: string;
  reference: string;
  /** Who was told that they go along. */
  holders: readonly string[];
  /** Whether anybody pressed. */
  claimed: boolean;
}

const referenceOf = (index: number): string => `2026${String(100_000 + index)}`;

/** @param claimed whether people want to go along */
export const oneCase = async (
  { ask }: Asking,
  serviceUrl: string,
  index: number,
  claimed: boolean,
): Promise<Announced> => {
  const { police } = PEOPLE;
  const { card } = dialogIn(await ask(dialog('fetchTask', police, CHANNEL, serviceUrl)));
  const reference = referenceOf(index);
  const { data } = fillForm(card, 'Versturen', { reference, children: 2 });
  const sent = dialogIn(await ask(dialog('submitAction', police, CHANNEL, serviceUrl, data)));
  const number = /Verstuurd: casus (HGV-\d{4}-\d{4})/.exec(textOf(sent.card))?.[1];
  if (number === undefined) throw new Error(`Not sent: ${textOf(sent.card)}`);
  const id = String(Reflect.get(data, 'case'));
  const answers = claimed
    ? await Promise.all(
        CLAIMERS.map(async (who) => ({
          who,
          answer: await ask(pressed('claim', id, who, CHANNEL, serviceUrl)),
        })),
      )
    : [];
  const holders = answers
    .filter(({ who, answer }) => new RegExp(`✔ [^:]+: ${who.name}`).test(textOf(cardIn(answer))))
    .filter(({ answer }) => !textOf(cardIn(answer)).includes('Deze plek is al van'))
    .map(({ who }) => who.name);
  return { id, number, reference, holders, claimed };
};
