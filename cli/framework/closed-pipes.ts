import { EXIT } from './exit-code.ts';
import { formatError } from './explained.ts';

/** Keeps the process going when nobody reads what it prints; Node's default is a stack trace. */
export const bearClosedPipes = (isJson: boolean): void => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    const message = `Standard output cannot be written: ${error.message}.`;
    process.stderr.write(`${formatError({ message, exitCode: EXIT.notSo }, isJson)}\n`);
    process.exit(EXIT.notSo);
  });
  process.stderr.on('error', () => undefined);
};
