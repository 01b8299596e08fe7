/** The width of a column of the dashboard's grid, of 24. */
export const COLUMN = 54;
/** The height of a row of the grid. */
export const ROW = 34;
/** The space between widgets. */
export const GAP = 10;

/** What is written. */
export const INK = '#16191f';
/** What is written beside it. */
export const MUTED = '#687078';
/** What it is written on. */
export const PAPER = '#f2f3f3';
/** Lines that guide the eye. */
export const FAINT = '#e9ebed';

/** The colours that CloudWatch gives to lines without one, in order. */
export const PALETTE = [
  '#1f77b4',
  '#ff7f0e',
  '#2ca02c',
  '#d62728',
  '#9467bd',
  '#8c564b',
  '#e377c2',
  '#7f7f7f',
  '#bcbd22',
  '#17becf',
];

/** The axis of time. */
export const AXIS = '#aab7b8';
