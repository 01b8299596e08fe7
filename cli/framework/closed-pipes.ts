import { EXIT } from './exit-code.ts';

/** Keeps the process going when nobody reads what it prints; Node's default is a stack trace. */
export const bearClosedPipes = (): void => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(`Standard output cannot be written: ${error.message}.\n`);
    process.exit(EXIT.notSo);
  });
  process.stderr.on('error', () => undefined);
};
