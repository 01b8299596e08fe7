const WIDTH = 100;

/** Writes paragraphs as a documentation comment, on one line where that suffices. */
export const docComment = (paragraphs: readonly string[], indent: string): readonly string[] => {
  const [only = '', ...others] = paragraphs;
  const short = `${indent}/** ${only} */`;
  if (others.length === 0 && short.length <= WIDTH) return [short];
  const lines = paragraphs.flatMap((text) => wrap(text, WIDTH - indent.length - 3));
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`), `${indent} */`];
};

const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = [...lines.splice(-1), word].join(' ');
    if (longer.length <= width) lines.push(longer);
    else lines.push(longer.slice(0, -word.length - 1), word);
  }
  return lines;
};
