import { EXIT } from './errors/exit-code.ts';
import { formatError } from './errors/explained.ts';

/** Keeps the process running after its output is closed; Node's default is a stack trace. */
export const ignoreClosedPipes = (isJson: boolean): void => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    const message = `Cannot write to standard output: ${error.message}.`;
    process.stderr.write(`${formatError({ message, exitCode: EXIT.failure }, isJson)}\n`);
    process.exit(EXIT.failure);
  });
  process.stderr.on('error', () => undefined);
};
