/** The least number of letters to change, add or leave out to get from one word to the other. */
const distance = (from: string, to: string): number => {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, letter] of Array.from(from).entries()) {
    const current = [row + 1];
    for (let column = 1; column <= to.length; column += 1) {
      const changed = (previous[column - 1] ?? 0) + (letter === to[column - 1] ? 0 : 1);
      current.push(Math.min(changed, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
};

/** The word that was probably meant, or nothing when no word is close enough to be a slip of the keyboard. */
export const nearest = (word: string, words: readonly string[]): string | undefined => {
  const furthest = Math.max(1, Math.floor(word.length / 3));
  return words
    .map((candidate) => ({ candidate, far: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ far }) => far <= furthest)
    .sort((one, other) => one.far - other.far)[0]?.candidate;
};
