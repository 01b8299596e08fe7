/** Collects chunks of text and passes on whole lines, without those that are blank. */
export const splitLines = (passOn: (line: string) => void): ((chunk: string) => void) => {
  let unfinished = '';
  return (chunk) => {
    const lines = (unfinished + chunk).split('\n');
    unfinished = lines.pop() ?? '';
    for (const line of lines) {
      if (line.trim() !== '') passOn(line);
    }
  };
};
