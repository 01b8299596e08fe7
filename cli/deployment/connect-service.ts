import type { GlobalOptions } from '../framework/global-options.ts';
import { selfOptions } from './self-options.ts';
import type { FoundService, Service } from './service.ts';

type Note = (message: string) => void;

/** Finds the deployment, or the sandbox, that the options name; notes a choice among several. */
export const connectService = async (options: GlobalOptions, note: Note): Promise<Service> => ({
  ...(await find(options, note)),
  selfOptions: selfOptions(options),
});

const find = async (options: GlobalOptions, note: Note): Promise<FoundService> => {
  if (options.sandbox) {
    const { connectSandbox } = await import('./connect-sandbox.ts');
    return connectSandbox(options.sandbox, note);
  }
  const { connectStack } = await import('./connect-stack.ts');
  return connectStack(options);
};
