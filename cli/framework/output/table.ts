import truncateWidth from 'fast-string-truncated-width';
import type { Output } from './output.ts';

/** A table whose rows may arrive page by page. */
export interface Table {
  /** Prints rows; the first call also prints the header and fixes the widths. */
  add(rows: readonly (readonly string[])[]): void;
}

/** A column of a table. */
export interface Column {
  readonly title: string;
  /** Of cells of a known format, which are never cut; later pages may hold longer ones than the first. */
  readonly minWidth?: number;
  /** On a narrow terminal the columns with low numbers are left out first. @default - never */
  readonly leaveOut?: number;
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
      widths ??= fitColumns(columns, measure([titles, ...rows], columns), output.columns);
      for (const row of [...header, ...rows]) output.print(renderRow(row, widths, output));
    },
  };
};

const GAP = '  ';
const ELLIPSIS = '…';
/** A cell is cut to this width at least; less of it says nothing. */
const LEAST_CUT = 8;

const measure = (
  rows: readonly (readonly string[])[],
  columns: readonly Column[],
): readonly number[] =>
  columns.map(({ minWidth = 0 }, index) =>
    Math.max(minWidth, ...rows.map((row) => truncateWidth(row[index] ?? '').width)),
  );

/** Cuts or leaves out columns, as width 0, until a row fits into the terminal. */
const fitColumns = (
  columns: readonly Column[],
  measured: readonly number[],
  most: number,
): readonly number[] => {
  const widths = [...measured];
  const order = columns
    .map((column, index) => ({ leaveOut: Number.POSITIVE_INFINITY, ...column, index }))
    .filter(({ minWidth, leaveOut }) => minWidth === undefined || Number.isFinite(leaveOut))
    .sort((one, other) => one.leaveOut - other.leaveOut || other.index - one.index);
  for (const { index, minWidth, leaveOut } of order) {
    const width = widths[index] ?? 0;
    const excess = widthOf(widths) - most;
    if (excess <= 0) break;
    const cut = minWidth === undefined ? width - excess : 0;
    const least = Number.isFinite(leaveOut) ? 0 : Math.min(width, LEAST_CUT);
    widths[index] = cut < LEAST_CUT ? least : cut;
  }
  return widths;
};

const widthOf = (widths: readonly number[]): number =>
  widths.reduce((sum, width) => sum + (width > 0 ? width + GAP.length : 0), -GAP.length);

const renderRow = (
  row: readonly string[],
  widths: readonly number[],
  { isTerminal }: Output,
): string =>
  // Without a terminal no cell is truncated, even if columns then shift.
  row
    .map((cell, index) => ({ cell, width: widths[index] ?? 0 }))
    .filter(({ width }) => width > 0)
    .map(({ cell, width }) => fitCell(cell, width, isTerminal))
    .join(GAP)
    .trimEnd();

const fitCell = (cell: string, width: number, isCut: boolean): string => {
  const limit = isCut ? width : Number.POSITIVE_INFINITY;
  const { index, width: taken, ellipsed } = truncateWidth(cell, { limit, ellipsis: ELLIPSIS });
  const end = ellipsed ? ELLIPSIS : '';
  return `${cell.slice(0, index)}${end}${' '.repeat(Math.max(0, width - taken - end.length))}`;
};
