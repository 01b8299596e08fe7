import { parseArgs } from 'node:util';

/** What the arguments of `npm start` ask for. */
export type StartRequest =
  | { readonly kind: 'help' }
  | { readonly kind: 'refused'; readonly problem: string }
  | {
      readonly kind: 'run';
      readonly vaultNames: readonly string[];
      readonly port: number;
      /** After how long it stops by itself. */
      readonly minutes: number;
    };

/** Reads the arguments of `npm start`. */
export const readStartRequest = (args: readonly string[]): StartRequest => {
  try {
    return parseRequest([...args]);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const isBare = problem.startsWith('Unexpected argument');
    const remedy = isBare ? '\nnpm needs -- before options: npm start -- --port 4000' : '';
    return { kind: 'refused', problem: `${problem}${remedy}` };
  }
};

const parseRequest = (args: string[]): StartRequest => {
  const { values } = parseArgs({
    args,
    options: {
      vaults: { type: 'string', default: 'photos' },
      port: { type: 'string', default: '0' },
      for: { type: 'string', default: 'Infinity' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return { kind: 'help' };
  const port = Number(values.port);
  if (!(/^\d+$/.test(values.port) && port < 65_536)) {
    throw new Error(`--port ${values.port} is not a port: specify a number from 0 to 65535.`);
  }
  const minutes = Number(values.for);
  if (!(minutes > 0)) {
    throw new Error(
      `--for ${values.for} is not a duration: specify a number of minutes greater than 0.`,
    );
  }
  const vaultNames = values.vaults.split(',');
  const strange = vaultNames.find((name) => !/^[\w.-]{1,255}$/.test(name));
  if (strange !== undefined) {
    throw new Error(
      `--vaults: "${strange}" is not a vault name: names have 1 to 255 letters, digits, "_", "-" and ".".`,
    );
  }
  return { kind: 'run', vaultNames, port, minutes };
};
