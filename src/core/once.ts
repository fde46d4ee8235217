/**
 * The same function, that works out the answer for an object once: what is read of the store is never changed, only
 * replaced, so the same object always has the same answer. What throws is tried again.
 */
export const onceEach = <A extends object, B>(work: (about: A) => B): ((about: A) => B) => {
  const known = new WeakMap<A, { answer: B }>();
  return (about) => {
    const found = known.get(about) ?? { answer: work(about) };
    known.set(about, found);
    return found.answer;
  };
};
