/** Writes an instant of virtual time for people: day and time in UTC, to the second. */
export const virtualTime = (instantMs: number): string =>
  new Date(instantMs).toISOString().slice(0, 19).replace('T', ' ');
