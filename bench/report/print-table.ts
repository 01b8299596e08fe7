/** Writes one line. */
export const say = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};

/** Prints rows under heads: the first column to the left, the others to the right. */
export const printTable = (
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): void => {
  const all = [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  for (const row of all) {
    const cells = row.map((text, column) => {
      const width = widths[column] ?? 0;
      return column === 0 ? text.padEnd(width) : text.padStart(width);
    });
    say(`  ${cells.join('  ')}`);
  }
};
