import { execFileSync } from 'node:child_process';
import { styleText } from 'node:util';
import { expect, it } from 'vitest';
import { introduction, nextSteps } from '../../../sandbox/demo/prose.ts';
import { fitText, hang } from '../../../sandbox/narration/fit-width.ts';
import { usage } from '../../../sandbox/start/main-help.ts';

const widest = (text: string) => Math.max(...text.split('\n').map(({ length }) => length));

it('indents further lines below the text, and does not count colors', () => {
  const lead = styleText('cyan', 'webhook', { validateStream: false });
  expect(hang(`${lead}  `, 'signature verified, answered 200', 30)).toBe(
    `${lead}  signature verified,\n         answered 200`,
  );
});

it('reduces the indent for a long word', () => {
  expect(hang('Sender        ', 'WARN delivery.failed eventId=evt_R-qYdQNuqBTX', 30)).toBe(
    'Sender        WARN\n      delivery.failed\n      eventId=evt_R-qYdQNuqBTX',
  );
});

it('keeps a word whole that is longer than the line', () => {
  expect(hang('  ', 'see http://127.0.0.1:40001/x now', 12)).toBe(
    '  see\nhttp://127.0.0.1:40001/x\nnow',
  );
});

it.each([
  ['introduction', introduction],
  ['next steps', nextSteps],
  ['help', usage],
])('fits the %s into 60 columns, without losing a word', (_, text) => {
  const fitted = fitText(text, 60);
  expect(widest(text)).toBeGreaterThan(60);
  expect(widest(fitted)).toBeLessThanOrEqual(60);
  expect(fitted.split(/\s+/)).toStrictEqual(text.split(/\s+/));
});

it('indents the description of an option', () => {
  expect(fitText('  --vaults <names>   names of the vaults', 36)).toBe(
    '  --vaults <names>   names of the\n                     vaults',
  );
});

it.each(['npx', 'node', 'curl', 'aws'])(
  'breaks a command of %s so that a shell reads the same arguments',
  (program) => {
    const args = String.raw`'/it'\''s here' --url http://127.0.0.1:1/ -d '{"a b": "c"}' --values '{":s":{"S":"Succeeded"}}'`;
    const command = fitText(`  ${program} ${args}`, 40);
    expect(command.split('\n').length).toBeGreaterThan(1);
    const shown = execFileSync('sh', ['-c', command.replace(program, "printf '%s|'")]).toString();
    expect(shown).toBe(
      '/it\'s here|--url|http://127.0.0.1:1/|-d|{"a b": "c"}|--values|{":s":{"S":"Succeeded"}}|',
    );
  },
);
