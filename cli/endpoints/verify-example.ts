import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The example of each language, and where its handler of requests begins and ends. */
const EXAMPLES = {
  node: ['receiver.mjs', 'const receive', '};'],
  python: ['receiver.py', '    def do_POST', '        self.answer(204)'],
  go: ['receiver.go', '\treceive :=', '\t}'],
  java: ['Receiver.java', '  static void receive', '  }'],
} as const;

/** A language that has an example. */
export type Language = keyof typeof EXAMPLES;

/** Returns the lines of an example of the guide that verify webhooks. */
export const verifyExample = (language: Language): string => {
  const [file, first, last] = EXAMPLES[language];
  // The npm package has this file one folder deeper.
  const folders = ['../../docs', '../../../docs'].map((up) => join(import.meta.dirname, up));
  const path = join(folders.find(existsSync) ?? 'docs', 'examples', file);
  const lines = readFileSync(path, 'utf8').split('\n');
  const setUp = lines.filter((line) => /^(?!\/\/|#).*(standardwebhooks|Webhook\()/.test(line));
  const start = lines.findIndex((line) => line.startsWith(first));
  const handler = lines.slice(start, lines.indexOf(last, start) + 1);
  return [`From ${relative('', path)}:`, '', ...setUp, '', ...handler].join('\n');
};
