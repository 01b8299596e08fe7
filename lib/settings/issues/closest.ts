/** Returns the known word that a misspelled one probably stands for: at most a third of it differs. */
export const closest = (word: string, known: readonly string[]): string | undefined => {
  const [best] = known
    .map((one) => ({ one, edits: levenshtein(word.toLowerCase(), one.toLowerCase()) }))
    .sort((first, second) => first.edits - second.edits);
  return best !== undefined && best.edits <= word.length / 3 ? best.one : undefined;
};

const levenshtein = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...to].entries()) {
      const substituted = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(substituted, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};
