/** A name as people write it: nothing that a card would take for a link or a mark. */
export const isName = (written: string): boolean =>
  /^[\p{L}\p{M}\d][\p{L}\p{M}\d .,'’()-]{0,79}$/u.test(written) && written === written.trim();

/** A sign-in name by its form; which names exist, Entra knows. No comma, because a call link parts the names with commas. */
export const isSignIn = (written: string): boolean => /^[^\s@,;]+@[^\s@,;]+$/.test(written);

/** Dutch mobile numbers all begin with +316; a number of another kind or length would never get its text message. */
export const isMobile = (written: string): boolean => /^\+(316\d{8}|(?!31)[1-9]\d{7,14})$/.test(written);
