/** As Entra writes the id of a tenant or an account, in any case; those of the Playground are a digit longer. */
const ENTRA_ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12,13}$/i;

export const isEntraId = (text: string): boolean => ENTRA_ID.test(text);
