/**
 * Cosmos DB forbids `/ \ ? #` in the id of an item, and the client puts it into the path of an address, where `%`, `.` and
 * a space would be bent. What remains of a document's id is easy to recognise in the portal: `case~2F5f0c…`. What the
 * adapter keeps for itself has a colon in its id, which no document has.
 */
const PLAIN = /[^A-Za-z0-9_-]/gu;

/** Of Cosmos DB, in bytes. */
const LONGEST = 1023;

/** @throws RangeError when it is too long, or holds half a character (which would come back as another id) */
export const itemIdOf = (documentId: string): string => {
  const itemId = documentId.replace(PLAIN, escaped);
  if (itemId === '' || itemId.length > LONGEST)
    throw new RangeError(`The id of a document has 1 to ${LONGEST} characters here, ${documentId} does not`);
  return itemId;
};

const escaped = (character: string): string => {
  if (/\p{Surrogate}/u.test(character)) throw new RangeError('The id of a document holds half a character');
  return [...Buffer.from(character)]
    .map((byte) => `~${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
};

export const documentIdOf = (itemId: string): string => decodeURIComponent(itemId.replaceAll('~', '%'));

/** Written at every `ping`. */
export const HEARTBEAT = 'heartbeat:';

/** A page of a log that was spilled. */
export const pageIdOf = (page: string): string => `page:${page}`;
