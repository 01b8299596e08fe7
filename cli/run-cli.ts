import { CommanderError } from '@commander-js/extra-typings';
import { createProgram } from './create-program.ts';
import { ignoreClosedPipes } from './framework/closed-pipes.ts';
import { commandName } from './framework/command-name.ts';
import { EXIT } from './framework/errors/exit-code.ts';
import { attachSandboxPort } from './framework/options/sandbox-option.ts';

/** Runs the command line of this process and sets `process.exitCode`. */
export const runCli = async (argv: readonly string[]): Promise<void> => {
  const isJson = argv.includes('--json');
  ignoreClosedPipes(isJson);
  try {
    const name = commandName({ program: argv[1], env: process.env });
    await createProgram(isJson, name).parseAsync(attachSandboxPort(argv));
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Requested help is not an error; help because of a missing command is.
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
};
