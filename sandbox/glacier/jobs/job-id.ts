import type { Random } from '../seeded-random.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const LENGTH = 92;

/** Draws an id of the form of Glacier's job ids: 92 characters of `[A-Za-z0-9_-]`. */
export const drawJobId = (random: Random): string =>
  Array.from({ length: LENGTH }, () => ALPHABET.charAt(random() * ALPHABET.length)).join('');
