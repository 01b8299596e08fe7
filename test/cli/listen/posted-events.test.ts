import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findPosted, KEPT_EVENTS, keepPosted } from '../../../cli/listen/posted-events.ts';

it('keeps a bounded number of events, the latest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'posted-'));
  const path = join(folder, 'posts');
  const event = (id: number) => ({ id: `evt_${id}`, type: 'webhook.test', body: '{}\n' });
  for (let id = 0; id <= 2 * KEPT_EVENTS + 1; id += 1) keepPosted(path, event(id));
  expect(findPosted(path, 'evt_1')).toBeUndefined();
  expect(findPosted(path, `evt_${2 * KEPT_EVENTS}`)).toStrictEqual(event(2 * KEPT_EVENTS));
  expect(readFileSync(path, 'utf8').split('\n').length).toBeLessThan(KEPT_EVENTS + 5);
  rmSync(folder, { recursive: true });
  keepPosted('/dev/null/posts', event(1));
});
