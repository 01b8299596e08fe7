import { readAnsi, type StyledText } from './read-ansi.ts';

const FONT_SIZE = 12;
const COLUMN = 7.2;
const LINE = 18;
const MARGIN = 22;
const TITLE_BAR = 36;

const PLAIN = '#d8dee9';
/** The colours of ANSI's numbers, on a dark ground. */
const COLOURS: Readonly<Record<number, string>> = {
  2: '#7b869c',
  31: '#ff7b85',
  32: '#8fd694',
  33: '#f2cc6b',
  34: '#7fb4ff',
  35: '#d3a4f9',
  36: '#6fd6e4',
  90: '#7b869c',
};

/** Draws lines of a terminal's output as a window in SVG, which needs no font of its own. */
export const drawTerminal = (title: string, lines: readonly string[]): string => {
  const columns = Math.max(...lines.map((line) => widthOf(readAnsi(line))));
  const width = Math.ceil(columns * COLUMN) + 2 * MARGIN;
  const height = TITLE_BAR + lines.length * LINE + MARGIN;
  const rows = lines.map((line, row) => drawLine(line, TITLE_BAR + (row + 1) * LINE));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(title)}">
<rect width="${width}" height="${height}" rx="10" fill="#1b2130"/>
<path d="M0 10a10 10 0 0 1 10-10H${width - 10}a10 10 0 0 1 10 10V${TITLE_BAR - 4}H0z" fill="#262e40"/>
${['#ff6159', '#ffbd2e', '#28c941'].map((fill, index) => `<circle cx="${MARGIN + index * 20}" cy="16" r="6" fill="${fill}"/>`).join('')}
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${FONT_SIZE}" fill="${PLAIN}">
<text x="${width / 2}" y="20" text-anchor="middle" fill="#9aa5bd">${escapeXml(title)}</text>
${rows.filter((row) => row !== '').join('\n')}
</g>
</svg>
`;
};

const widthOf = (pieces: readonly StyledText[]): number =>
  Math.max(0, ...pieces.map(({ column, text }) => column + text.length));

const drawLine = (line: string, y: number): string => {
  const pieces = readAnsi(line);
  if (pieces.length === 0) return '';
  return `<text y="${y}">${pieces.map(drawPiece).join('')}</text>`;
};

/** Each piece has its place and length, so that columns line up in any font. */
const drawPiece = ({ column, text, style }: StyledText): string => {
  const x = (MARGIN + column * COLUMN).toFixed(1);
  const length = (text.length * COLUMN).toFixed(1);
  const fill = COLOURS[style];
  const colour = fill === undefined ? '' : ` fill="${fill}"`;
  return `<tspan x="${x}" textLength="${length}"${colour}>${escapeXml(text)}</tspan>`;
};

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
