import { isMobile, isSignIn } from '../core/contact.ts';
import type { Account, Contact } from './commands.ts';
import type { PeopleFieldProblem } from './refusals.ts';
import { type DirectoryState, keyOf } from './state.ts';

/** What has not the form it must have, as in the region file. */
export const wrongForm = ({ signIn, mobile }: Contact): readonly PeopleFieldProblem[] => [
  ...(signIn !== undefined && !isSignIn(signIn) ? [{ field: 'signIn', problem: 'notASignIn' } as const] : []),
  ...(mobile !== undefined && !isMobile(mobile) ? [{ field: 'mobile', problem: 'notAMobile' } as const] : []),
];

/** Besides: Entra tells no capitals apart in a sign-in name, and no two people have one. */
export const contactProblems = (
  contact: Contact,
  whose: Account,
  { people }: DirectoryState,
): readonly PeopleFieldProblem[] => {
  const signIn = contact.signIn?.toLowerCase();
  const isTaken = Object.values(people).some(
    (person) => keyOf(person) !== keyOf(whose) && person.signIn?.toLowerCase() === signIn,
  );
  const taken = signIn !== undefined && isTaken ? [{ field: 'signIn', problem: 'taken' } as const] : [];
  return [...wrongForm(contact), ...taken];
};

/** Only what is given. */
export const contactIn = ({ signIn, mobile }: Contact): Contact => ({
  ...(signIn !== undefined && { signIn }),
  ...(mobile !== undefined && { mobile }),
});
