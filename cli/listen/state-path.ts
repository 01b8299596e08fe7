import { homedir } from 'node:os';
import { join } from 'node:path';

/** Returns the path of a file that `listen` keeps on this machine for a deployment, or for all sandboxes. */
export const statePath = (selfOptions: string, extension: 'secret' | 'posts'): string => {
  const state = process.env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state');
  const isSandbox = selfOptions.startsWith('--sandbox');
  const name = isSandbox ? 'sandbox' : `deployment${selfOptions.replaceAll(/[^\w.-]+/g, '_')}`;
  return join(state, 'glacier-jobs', `${name}.${extension}`);
};
