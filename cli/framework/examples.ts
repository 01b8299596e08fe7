/** The section of a command's help with commands to copy; each with what it is for. */
export const examples = (lines: Readonly<Record<string, string>>): string => {
  const shown = Object.entries(lines).map(([command, purpose]) => `  # ${purpose}\n  ${command}`);
  return `\nExamples:\n${shown.join('\n')}`;
};
