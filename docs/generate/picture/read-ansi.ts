/** A piece of a line in one style. */
export interface StyledText {
  readonly column: number;
  readonly text: string;
  /** The number by which ANSI calls the style; 0 is none. */
  readonly style: number;
}

/** The pieces of a line of a terminal's output, as `styleText` of Node writes it, without wide gaps. */
export const readAnsi = (line: string): readonly StyledText[] => {
  const pieces: StyledText[] = [];
  let column = 0;
  // What begins the line has no style, as if it had ended one.
  for (const part of `0m${line}`.split('\u001b[')) {
    const [, number, text = ''] = /^(\d+)m(.*)$/.exec(part) ?? [];
    const style = endings.includes(Number(number)) ? 0 : Number(number);
    for (const { 0: word, index } of text.matchAll(/\S+(?: \S+)*/g)) {
      pieces.push({ column: column + index, text: word, style });
    }
    column += text.length;
  }
  return pieces;
};

/** The ends of dim and of a colour. */
const endings = [22, 39];
