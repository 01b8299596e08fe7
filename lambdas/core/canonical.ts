/**
 * Writes a value as text that is the same for the same members in any order, to compare by.
 *
 * DynamoDB's numbers may be too large for JSON, in what a later version has written.
 */
export const canonical = (value: unknown): string | undefined =>
  JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member === 'bigint') return `${member}n`;
    return typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member;
  });
