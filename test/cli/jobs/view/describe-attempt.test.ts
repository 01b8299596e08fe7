import { expect, it } from 'vitest';
import { describeAttempt } from '../../../../cli/jobs/view/describe-attempt.ts';

it.each([{ error: `tls: ${'a'.repeat(100_000)}` }, { statusCode: 500, excerpt: 'b'.repeat(1024) }])(
  'shortens what the receiver sent to 200 characters',
  (answer) => {
    const line = describeAttempt({ at: '2026-03-14T09:26:54.000Z', durationMs: 7, ...answer });
    expect(line).toMatch(/[ab]{150,199}…/);
    expect(line.length).toBeLessThan(230);
  },
);
