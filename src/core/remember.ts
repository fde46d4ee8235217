/**
 * The same function, that does not work out again what it was asked last: for a question that is asked again in a row.
 * Its arguments are told apart by identity, so it is only for what never changes.
 */
export const rememberingLast = <A, B, R>(work: (one: A, other: B) => R): ((one: A, other: B) => R) => {
  let last: { one: A; other: B; answer: R } | undefined;
  return (one, other) => {
    if (last?.one !== one || last.other !== other) last = { one, other, answer: work(one, other) };
    return last.answer;
  };
};

/**
 * The same function, that works out each answer once. Forgets everything when it remembers `most` answers, so that it
 * may live as long as the program.
 */
export const remembering = <K, R>(work: (key: K) => R, most: number): ((key: K) => R) => {
  const answers = new Map<K, { answer: R }>();
  return (key) => {
    const known = answers.get(key);
    if (known) return known.answer;
    if (answers.size >= most) answers.clear();
    const answer = work(key);
    answers.set(key, { answer });
    return answer;
  };
};

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
