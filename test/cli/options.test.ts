import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { createDeliveriesReplay } from '../../cli/deliveries/commands.ts';
import { createEndpointsUpdate } from '../../cli/endpoints/edit-commands.ts';
import { toEndpointRequest } from '../../cli/endpoints/endpoint-request.ts';
import type { Context, Launch } from '../../cli/framework/context.ts';
import { anOutput } from '../support/an-output.ts';

const context: Context = {
  output: anOutput(false).output,
  selfOptions: '',
  signal: new AbortController().signal,
  connect: () => Promise.reject(new Error('the options connect to nothing')),
};

/** Runs the work of a command that must not come to anything. */
const launch: Launch = async (work) => void (await work(context));

it.each([
  [['--no-filter', '--vault', 'photos'], /'--no-filter' cannot be used with option '--vault/],
  [['--no-filter', '--group', 'photos-*'], /'--no-filter' cannot be used with option '--group/],
  [['--default-events', '--event', 'failed'], /cannot be used with option '--event/],
])('an update with %j contradicts itself', async (args, message) => {
  const command = createEndpointsUpdate(launch)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  await expect(command.parseAsync(['ep_1', ...args], { from: 'user' })).rejects.toThrow(message);
});

it.each([
  [['evt_1', '--since', '2d'], '--since requires --failed'],
  [['evt_1', '--vault', 'photos'], '--vault requires --job'],
])('a replay of one event with %j contradicts itself', async (args, message) => {
  const command = createDeliveriesReplay(launch);
  await expect(command.parseAsync(args, { from: 'user' })).rejects.toThrow(message);
});

it('keeps a file of headers that cannot be read out of what --debug shows', () => {
  const headersFile = join(tmpdir(), `headers-${process.pid}.json`);
  writeFileSync(headersFile, '{"authorization": "Bearer s3cret-token"');
  let shown = '';
  try {
    toEndpointRequest({ headersFile });
  } catch (error) {
    shown = inspect(error);
  }
  expect(shown).toContain('is not readable JSON');
  expect(shown).not.toContain('s3cret');
});
