import { expect, it } from 'vitest';
import { verifyExample } from '../../../cli/endpoints/verify-example.ts';

it.each([
  [
    'node',
    'receiver.mjs',
    /import \{ Webhook[\s\S]*new Webhook\([\s\S]*webhook\.verify\([\s\S]*204;\n\};$/,
  ],
  [
    'python',
    'receiver.py',
    /import Webhook[\s\S]*Webhook\([\s\S]*webhook\.verify\([\s\S]*answer\(204\)$/,
  ],
  ['go', 'receiver.go', /libraries\/go"[\s\S]*NewWebhook\([\s\S]*webhook\.Verify\([\s\S]*\}$/],
  ['java', 'Receiver.java', /import com[\s\S]*new Webhook\([\s\S]*webhook\.verify\([\s\S]*\}$/],
] as const)('shows what verifies in %s, and little else', (language, file, lines) => {
  const shown = verifyExample(language);
  expect(shown).toMatch(lines);
  expect(shown).toContain(`docs/examples/${file}`);
  expect(shown.split('\n').length).toBeLessThan(22);
});
