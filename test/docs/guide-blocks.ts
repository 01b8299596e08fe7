import { readFileSync } from 'node:fs';

/** A block of code of a guide. */
export interface GuideBlock {
  /** The nearest heading above it. */
  readonly heading: string;
  readonly language: string;
  readonly code: string;
}

/** Reads the blocks of code of a guide in `docs/`, so that a test runs what a reader copies. */
export const guideBlocks = (file: string): readonly GuideBlock[] => {
  const text = readFileSync(`${import.meta.dirname}/../../docs/${file}`, 'utf8');
  let heading = '';
  const blocks: GuideBlock[] = [];
  for (const [, title, language = '', code = ''] of text.matchAll(
    /^#+ ([^\n]+)$|^```(\w*)\n(.*?)^```$/gms,
  )) {
    if (title === undefined) blocks.push({ heading, language, code });
    else heading = title;
  }
  return blocks;
};
