import { runCli } from '../../cli/run-cli.ts';
import { type CommandEnd, presentable } from './run-command.ts';

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs the command to its end in this process, one at a time.
 *
 * It spares each run the start of a process. Whatever needs a real one (standard input, pipes,
 * signals, two commands at once) is spawned: see `run-command.ts`.
 */
export const runInProcess = (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<CommandEnd> => {
  const run = last.then(() => runAlone(args, env));
  last = run.catch(() => undefined);
  return run;
};

const runAlone = async (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<CommandEnd> => {
  const streams = { stdout: capture(process.stdout), stderr: capture(process.stderr) };
  const undo = [
    replaceEnvironment({ AWS_EC2_METADATA_DISABLED: 'true', ...env }),
    keepListeners(process, ['SIGINT', 'SIGTERM']),
    keepListeners(process.stdout, ['error']),
    keepListeners(process.stderr, ['error']),
  ];
  try {
    await runCli([process.execPath, 'glacier-jobs', ...args]);
    const code = Number(process.exitCode ?? 0);
    return presentable({ code, stdout: streams.stdout.text(), stderr: streams.stderr.text() });
  } finally {
    process.exitCode = undefined;
    for (const back of [...undo, streams.stdout.restore, streams.stderr.restore]) back();
  }
};

const capture = (stream: NodeJS.WriteStream) => {
  const { write } = stream;
  const chunks: string[] = [];
  const replacement = (chunk: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
    chunks.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
    const done = rest.at(-1);
    if (typeof done === 'function') done();
    return true;
  };
  stream.write = replacement;
  return {
    text: () => chunks.join(''),
    restore: () => {
      stream.write = write;
    },
  };
};

/** Nothing of this process's settings for AWS may reach the command. */
const replaceEnvironment = (env: Readonly<Record<string, string>>) => {
  const before = { ...process.env };
  const set = (variables: NodeJS.ProcessEnv): void => {
    for (const name of Object.keys(process.env)) {
      if (/^(AWS_|GLACIER_|HOME|TMPDIR|XDG_|npm_)/.test(name)) delete process.env[name];
    }
    Object.assign(process.env, variables);
  };
  set(env);
  return () => set(before);
};

const keepListeners = (emitter: NodeJS.EventEmitter, names: readonly string[]) => {
  const before = new Map(names.map((name) => [name, new Set(emitter.listeners(name))]));
  return () => {
    for (const [name, listeners] of before) {
      for (const listener of emitter.listeners(name)) {
        if (!listeners.has(listener)) emitter.off(name, listener as () => void);
      }
    }
  };
};
