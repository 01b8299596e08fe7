import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generateDocuments } from '../../docs/generate/generate-documents.ts';

const docs = join(import.meta.dirname, '../../docs');

it.each(await generateDocuments())(
  'docs/$file is what `npm run docs:generate` writes',
  ({ file, text }) => {
    expect(readFileSync(join(docs, file), 'utf8') === text).toBe(true);
  },
);
