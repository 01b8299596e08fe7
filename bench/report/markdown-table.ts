/** Writes a table of Markdown as the formatter leaves it; columns after the first may stand to the right. */
export const markdownTable = (
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  side: 'left' | 'right',
): string[] => {
  const widths = heads.map((_, column) =>
    Math.max(3, ...[heads, ...rows].map((cells) => cells[column]?.length ?? 0)),
  );
  const isRight = (column: number) => side === 'right' && column > 0;
  const write = (cells: readonly string[]) => {
    const padded = cells.map((cell, column) => {
      const width = widths[column] ?? 0;
      return isRight(column) ? cell.padStart(width) : cell.padEnd(width);
    });
    return `| ${padded.join(' | ')} |`;
  };
  const rule = widths.map((width, column) =>
    isRight(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  return [write(heads), write(rule), ...rows.map(write)];
};
