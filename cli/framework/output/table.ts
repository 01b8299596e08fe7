import truncateWidth from 'fast-string-truncated-width';
import type { Output } from './output.ts';

/** A table whose rows may arrive page by page. */
export interface Table {
  /** Prints rows; the first call also prints the header and fixes the widths. */
  add(rows: readonly (readonly string[])[]): void;
}

/** A column with a minimum width, because later pages may hold longer cells than the first. */
export interface Column {
  readonly title: string;
  readonly minWidth?: number;
}

/** Creates a table of these columns, or titles. Cells with external text must be `printable`. */
export const createTable = (output: Output, given: readonly (Column | string)[]): Table => {
  const columns = given.map((one) => (typeof one === 'string' ? { title: one } : one));
  let widths: readonly number[] | undefined;
  return {
    add: (rows) => {
      if (rows.length === 0) return;
      const titles = columns.map(({ title }) => output.style('bold', title));
      const header = widths === undefined ? [titles] : [];
      widths ??= measure([titles, ...rows], columns);
      for (const row of [...header, ...rows]) output.print(renderRow(row, widths, output));
    },
  };
};

const GAP = '  ';
const ELLIPSIS = '…';

const measure = (
  rows: readonly (readonly string[])[],
  columns: readonly Column[],
): readonly number[] =>
  columns.map(({ minWidth = 0 }, index) =>
    Math.max(minWidth, ...rows.map((row) => truncateWidth(row[index] ?? '').width)),
  );

const renderRow = (
  row: readonly string[],
  widths: readonly number[],
  { isTerminal }: Output,
): string =>
  // Without a terminal no cell is truncated, even if columns then shift.
  row
    .map((cell, index) => fitCell(cell, widths[index] ?? 0, isTerminal))
    .join(GAP)
    .trimEnd();

const fitCell = (cell: string, width: number, isCut: boolean): string => {
  const limit = isCut ? width : Number.POSITIVE_INFINITY;
  const { index, width: taken, ellipsed } = truncateWidth(cell, { limit, ellipsis: ELLIPSIS });
  const end = ellipsed ? ELLIPSIS : '';
  return `${cell.slice(0, index)}${end}${' '.repeat(Math.max(0, width - taken - end.length))}`;
};
