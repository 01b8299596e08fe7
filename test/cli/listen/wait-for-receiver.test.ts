import { afterEach, expect, it, vi } from 'vitest';
import { waitForReceiver } from '../../../cli/listen/wait-for-receiver.ts';
import { anOutput } from '../../support/an-output.ts';

afterEach(() => vi.useRealTimers());

it('announces the wait after two seconds, and ends by Ctrl-C', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { output, lines } = anOutput(false);
  const interrupt = new AbortController();
  const context = { output, signal: interrupt.signal };
  const ended = waitForReceiver(new URL('http://127.0.0.1:1/'), context, 60);
  vi.advanceTimersByTime(1999);
  expect(lines).toStrictEqual([]);
  vi.advanceTimersByTime(1);
  expect(lines).toStrictEqual(['Waiting for a receiver at 127.0.0.1:1. Press Ctrl-C to stop.']);
  interrupt.abort();
  await ended;
});
