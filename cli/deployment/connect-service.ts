import type { GlobalOptions } from '../framework/global-options.ts';
import { ownOptions } from './own-options.ts';
import type { FoundService, Service } from './service.ts';

/** Finds the deployment, or the sandbox, that the options name. */
export const connectService = async (options: GlobalOptions): Promise<Service> => ({
  ...(await find(options)),
  ownOptions: ownOptions(options),
});

const find = async (options: GlobalOptions): Promise<FoundService> => {
  if (options.sandbox) {
    const { connectSandbox } = await import('./connect-sandbox.ts');
    return connectSandbox();
  }
  const { connectStack } = await import('./connect-stack.ts');
  return connectStack(options);
};
