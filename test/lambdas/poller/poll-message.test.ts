import { expect, it } from 'vitest';
import { readPollMessage } from '../../../lambdas/poller/poll-message.ts';

it.each(['', '{', '{}', '{"kind":"sweep","vaults":[{}],"hops":1}'])(
  'refuses the message %j in words, and keeps the cause',
  (text) => {
    expect(() => readPollMessage(text)).toThrow(
      expect.objectContaining({
        message: 'A message of the poll queue is not the remainder of a run',
        cause: expect.anything(),
      }),
    );
  },
);
