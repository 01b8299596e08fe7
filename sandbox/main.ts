import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { commandName } from '../cli/framework/command-name.ts';
import { announceSandbox } from './control/announce-sandbox.ts';
import { startControl } from './control/start-control.ts';
import { createNarrator } from './narration/create-narrator.ts';
import type { Sandbox } from './sandbox.ts';
import { usage, welcome } from './start/main-help.ts';
import { explainStartError } from './start/start-error.ts';
import { startSandbox } from './start/start-sandbox.ts';

const COMMAND = fileURLToPath(new URL('../bin/glacier-jobs.js', import.meta.url));

/** Writes an instant of virtual time for people: day and time in UTC, to the second. */
const virtualTime = (instantMs: number): string =>
  new Date(instantMs).toISOString().slice(0, 19).replace('T', ' ');

const main = async (): Promise<void> => {
  const options = readOptions();
  if (options === undefined) {
    console.error(usage);
    process.exitCode = 2;
  } else if (options.help) {
    console.log(usage);
  } else {
    await run(options);
  }
};

type Options = NonNullable<ReturnType<typeof readOptions>>;

const readOptions = () => {
  try {
    const { values } = parseArgs({
      options: {
        vaults: { type: 'string', default: 'photos' },
        port: { type: 'string', default: '0' },
        for: { type: 'string', default: 'Infinity' },
        help: { type: 'boolean', default: false },
      },
    });
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
    return { help: values.help, vaultNames, port, minutes };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return undefined;
  }
};

const run = async ({ vaultNames, port, minutes }: Options): Promise<void> => {
  const control = await startControl(port);
  const sandbox = await startSandbox({ vaults: vaultNames, progress: console.log }).catch(
    async (error: unknown) => {
      await control.stop();
      throw error;
    },
  );
  control.serve(sandbox);
  const withdraw = announceSandbox(control.url);
  narrateAll(sandbox);
  const command = commandName({ program: COMMAND, env: process.env });
  console.log(welcome(sandbox, { controlUrl: control.url, vault: vaultNames[0] ?? '', command }));
  console.log(`It is ${virtualTime(sandbox.clock.now())} UTC. Activity is logged below:\n`);
  // A fault of the sandbox itself ends it too.
  await Promise.race([sandbox.runLive(), untilEnded(minutes * 60_000)]);
  console.log('\nStopping ...');
  withdraw();
  await control.stop();
  await sandbox.stop();
};

const narrateAll = (sandbox: Sandbox): void => {
  const narrate = createNarrator(sandbox.outputs);
  sandbox.on((happening) => {
    for (const { actor, text } of narrate(happening)) {
      console.log(`${virtualTime(happening.at)}  ${actor.padEnd(12)}  ${text}`);
    }
  });
};

/** Waits for Ctrl-C, for a request to terminate, or for a time to pass. */
const untilEnded = async (ms: number): Promise<void> => {
  const ended = Promise.withResolvers<void>();
  process.once('SIGINT', () => ended.resolve());
  process.once('SIGTERM', () => ended.resolve());
  const timer = Number.isFinite(ms) ? setTimeout(ended.resolve, ms) : undefined;
  await ended.promise;
  clearTimeout(timer);
};

await main().catch(explainStartError);
