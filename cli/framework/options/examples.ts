/** Formats the examples section of a command's help. */
export const examples = (lines: Readonly<Record<string, string>>): string => {
  const shown = Object.entries(lines).map(([command, purpose]) => `  # ${purpose}\n  ${command}`);
  return `\nExamples:\n${shown.join('\n')}`;
};
