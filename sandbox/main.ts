import { fileURLToPath } from 'node:url';
import { ignoreClosedPipes } from '../cli/framework/closed-pipes.ts';
import { commandName } from '../cli/framework/command-name.ts';
import { announceSandbox } from './control/announce-sandbox.ts';
import { startControl } from './control/start-control.ts';
import { createScreen } from './narration/create-screen.ts';
import { fitText } from './narration/fit-width.ts';
import { printActivity } from './narration/print-activity.ts';
import { usage, welcome } from './start/main-help.ts';
import { readStartRequest, type StartRequest } from './start/read-start-request.ts';
import { explainStartError } from './start/start-error.ts';
import { startSandbox } from './start/start-sandbox.ts';

const COMMAND = fileURLToPath(new URL('../bin/glacier-jobs.js', import.meta.url));

const screen = createScreen();

const main = async (): Promise<void> => {
  const request = readStartRequest(process.argv.slice(2));
  switch (request.kind) {
    case 'help':
      return screen.print(fitText(usage, screen.width));
    case 'refused':
      console.error(`${request.problem}\n${fitText(usage, screen.width)}`);
      process.exitCode = 2;
      return;
    case 'run':
      await run(request);
  }
};

type Run = Extract<StartRequest, { readonly kind: 'run' }>;

const run = async ({ vaultNames, port, minutes }: Run): Promise<void> => {
  const control = await startControl(port);
  screen.showState();
  const progress = (message: string) => screen.print(fitText(message, screen.width));
  const sandbox = await startSandbox({
    vaults: vaultNames,
    settings: { eventBus: 'default' },
    progress,
  })
    .catch(async (error: unknown) => {
      await control.stop();
      throw error;
    })
    .finally(screen.close);
  control.serve(sandbox);
  const ended = untilEnded(minutes * 60_000);
  const withdraw = announceSandbox(control.url);
  const command = commandName({ program: COMMAND, env: process.env });
  const addresses = { controlUrl: control.url, vault: vaultNames[0] ?? '', command };
  screen.print(fitText(welcome(sandbox, addresses), screen.width));
  screen.print('Activity is logged below, with the virtual time in UTC:');
  printActivity(sandbox, screen, (midnight) => new Date(midnight).toISOString().slice(0, 10));
  // A fault of the sandbox itself ends it too.
  await Promise.race([sandbox.runLive(), ended]);
  screen.print('\nStopping ...');
  withdraw();
  await control.stop();
  await sandbox.stop();
};

/** Waits for Ctrl-C, for a request to terminate, for its terminal to close, or for a time to pass. */
const untilEnded = async (ms: number): Promise<void> => {
  const ended = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => ended.resolve());
  }
  process.stdout.on('error', () => ended.resolve());
  const timer = Number.isFinite(ms) ? setTimeout(ended.resolve, ms) : undefined;
  await ended.promise;
  clearTimeout(timer);
};

ignoreClosedPipes(false);
await main().catch(explainStartError);
