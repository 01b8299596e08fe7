/** Draws a Markdown table as the formatter wants it; the last column is of numbers if it is `right`. */
export const drawTable = (
  [head, ...rows]: readonly (readonly [string, string])[],
  right = false,
): string => {
  const all = [head ?? ['', ''], ...rows] as const;
  const first = Math.max(3, ...all.map(([name]) => name.length));
  const last = Math.max(right ? 4 : 3, ...all.map(([, value]) => value.length));
  const lines = all.map(([name, value]) => {
    const padded = right ? value.padStart(last) : value.padEnd(last);
    return `| ${name.padEnd(first)} | ${padded} |`;
  });
  const rule = `| ${'-'.repeat(first)} | ${right ? `${'-'.repeat(last - 1)}:` : '-'.repeat(last)} |`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
};
