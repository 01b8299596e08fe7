import type { Output } from '../../cli/framework/output/output.ts';

/** An output that keeps what is printed, and writes styles as tags. */
export const anOutput = (isTerminal: boolean, columns = Number.POSITIVE_INFINITY) => {
  const lines: string[] = [];
  const output: Output = {
    isJson: false,
    isTerminal,
    columns,
    canDraw: isTerminal,
    canAsk: false,
    print: (line) => void lines.push(line),
    note: (line) => void lines.push(line),
    json: () => undefined,
    style: (style, text) => (isTerminal && style !== 'bold' ? `<${style}>${text}` : text),
  };
  return { output, lines };
};
