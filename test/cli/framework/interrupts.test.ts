import { expect, it } from 'vitest';
import { createInterrupts, type InterruptOptions } from '../../../cli/framework/interrupts.ts';

type Reason = Parameters<ReturnType<typeof createInterrupts>['interrupt']>[0];

/** What a command that is interrupted so sees, and how the process was ended by force. */
const interrupt = (options: Partial<InterruptOptions>, ...reasons: Reason[]) => {
  const ends: number[] = [];
  const interrupts = createInterrupts(
    { tidiesUp: false, endsUnread: false, ...options },
    (exitCode) => void ends.push(exitCode),
  );
  for (const reason of reasons) interrupts.interrupt(reason);
  return { ends, isAborted: interrupts.signal.aborted, exitCode: interrupts.exitCode() };
};

const TIDY = { tidiesUp: true };

it.each<[string, Partial<InterruptOptions>, Reason[], object]>([
  ['a signal ends what does not tidy up', {}, ['SIGTERM'], { ends: [143] }],
  [
    'a signal lets what tidies up end',
    TIDY,
    ['SIGINT'],
    { ends: [], isAborted: true, exitCode: 130 },
  ],
  ['a second one ends it', TIDY, ['SIGINT', 'SIGINT'], { ends: [130] }],
  ['a closed pipe ends a list', { endsUnread: true }, ['closed-pipe'], { ends: [0] }],
  ['a closed pipe does not stop work', {}, ['closed-pipe'], { ends: [], isAborted: false }],
  [
    'a closed pipe leaves the exit code to the work',
    TIDY,
    ['closed-pipe'],
    { ends: [], isAborted: true, exitCode: undefined },
  ],
  [
    'Ctrl-C of a pipeline is one interruption, whoever dies first',
    TIDY,
    ['closed-pipe', 'SIGINT', 'closed-pipe'],
    { ends: [], isAborted: true, exitCode: 130 },
  ],
])('%s', (_what, options, reasons, seen) => {
  expect(interrupt(options, ...reasons)).toMatchObject(seen);
});
