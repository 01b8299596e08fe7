import { selfOptions } from '../deployment/self-options.ts';
import type { FoundService, Service } from '../deployment/service.ts';
import type { Launch } from './context.ts';
import { explainError } from './errors/explain-error.ts';
import { formatError } from './errors/explained.ts';
import { watchInterrupts } from './interrupts.ts';
import type { GlobalOptions } from './options/global-options.ts';
import { createOutput, type Output } from './output/output.ts';

/** Creates what runs a command, once the global options are read. */
export const createLaunch =
  (commandName: string, readOptions: () => GlobalOptions): Launch =>
  async (work, { tidiesUp = false, endsUnread = false } = {}) => {
    const options = readOptions();
    const interrupts = watchInterrupts({ tidiesUp, endsUnread });
    const output = createOutput(options.json === true);
    let service: Promise<Service> | undefined;
    const named = { commandName, selfOptions: selfOptions(options) };
    const connect = () => {
      service ??= find(options, output.note).then((found) => ({ ...found, ...named }));
      return service;
    };
    try {
      const exitCode = await work({ output, signal: interrupts.signal, connect, ...named });
      process.exitCode = interrupts.exitCode() ?? exitCode;
    } catch (error) {
      const { message, exitCode: ownExitCode } = explainError(error, options);
      const exitCode = interrupts.exitCode() ?? ownExitCode;
      output.note(formatError({ message, exitCode }, output.isJson));
      process.exitCode = exitCode;
    }
  };

/** Finds the deployment or sandbox that the options name; reports a choice among several. */
const find = async (options: GlobalOptions, note: Output['note']): Promise<FoundService> => {
  if (options.sandbox) {
    const { connectSandbox } = await import('../deployment/sandbox/connect-sandbox.ts');
    return connectSandbox(options.sandbox, note);
  }
  const { connectStack } = await import('../deployment/connect-stack.ts');
  return connectStack(options);
};
