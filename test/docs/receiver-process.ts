import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { createDialPolicy } from '../../lambdas/adapters/https/dial-policy.ts';
import { createHttpsPoster } from '../../lambdas/adapters/https/poster.ts';
import { webhookHeaders } from '../../lambdas/core/delivery/request.ts';

/** Where the receivers of the guide are. */
export const EXAMPLES = `${import.meta.dirname}/../../docs/examples`;

/** How to run a receiver of the guide, and how to find out whether this machine can. */
export interface ReceiverCommand {
  readonly file: string;
  /** What the machine must have. */
  readonly needs: string;
  /** Succeeds where the language and its official library are there. */
  readonly check: readonly [string, ...string[]];
  readonly run: readonly [string, ...string[]];
  readonly cwd?: string | undefined;
}

/** Says whether this machine has what a receiver needs. */
export const canRun = ({ check: [command, ...args], cwd }: ReceiverCommand): boolean =>
  spawnSync(command, args, { cwd }).status === 0;

/** A receiver that runs, and what it has printed. */
export interface ReceiverProcess extends AsyncDisposable {
  readonly lines: readonly string[];
  readonly post: (delivery: Delivery) => Promise<number | string>;
}

/** A webhook as it is signed. */
export interface Delivery {
  readonly id: string;
  readonly body: string;
  readonly secrets: readonly string[];
  /** @default - now */
  readonly nowMs?: number;
  /** What is sent in place of what was signed. */
  readonly forgery?: string;
}

/** Starts a receiver with a secret, and waits until it listens. */
export const startReceiver = async (
  { run: [command, ...args], cwd }: ReceiverCommand,
  secret: string,
): Promise<ReceiverProcess> => {
  const env = { ...process.env, WEBHOOK_SECRET: secret, PORT: '0' };
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const port = await readPort(child, lines);
  const poster = createHttpsPoster({
    policy: createDialPolicy(['127.0.0.0/8']),
    timeoutMs: 10_000,
    allowHttp: true,
  });
  return {
    lines,
    post: async ({ id, body, secrets, nowMs = Date.now(), forgery = body }) => {
      const headers = webhookHeaders({ id, body, secrets, headers: {}, nowMs });
      const url = `http://127.0.0.1:${port}/hook`;
      const answer = await poster.post({ url, headers, body: forgery });
      return answer.kind === 'answered' ? answer.statusCode : answer.message;
    },
    [Symbol.asyncDispose]: () => stop(child),
  };
};

const readPort = (child: ChildProcess, lines: string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error('the receiver ended')));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const [, port] = /^listening on (\d+)$/.exec(line) ?? [];
      if (port === undefined) lines.push(line);
      else resolve(port);
    });
  });

const stop = async (child: ChildProcess): Promise<void> => {
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill();
  await ended;
};
