import { invalidParameter } from '../../api/refusals.ts';

/** Reads the `limit` of a list call, which must be a whole number from 1 to its default. */
export const readPageLimit = (query: URLSearchParams, most: number): number => {
  const text = query.get('limit');
  const limit = text === null ? most : Number(text);
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= most)) {
    throw invalidParameter(`Invalid limit: ${text}. It must be from 1 to ${most}.`);
  }
  return limit;
};
