// Writes the documents that are generated, as `npm run docs:generate`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateDocuments } from './generate-documents.ts';

const docs = join(import.meta.dirname, '..');

for (const { file, text } of await generateDocuments()) {
  writeFileSync(join(docs, file), text);
  console.log(`docs/${file}`);
}
