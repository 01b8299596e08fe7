import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { StartError } from '../start/start-error.ts';
import { chooseDynamodb } from './choose-dynamodb.ts';
import { findEmulators } from './find-emulators.ts';

/** A server of an emulated AWS service. */
export interface EmulatedService {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** An emulated DynamoDB. */
export interface EmulatedDynamodb extends EmulatedService {
  /** Whether it lives on when the sandbox stops, with every table that is in it. */
  readonly livesOn: boolean;
}

/**
 * Starts an empty DynamoDB with streams, in memory: the first that {@link chooseDynamodb} finds.
 *
 * One at the address of `DYNAMODB_ENDPOINT` takes precedence, and is not stopped.
 */
export const startDynamodb = async (
  given = process.env['DYNAMODB_ENDPOINT'],
  machine = findEmulators(),
): Promise<EmulatedDynamodb> => {
  if (given !== undefined && given !== '') {
    await fetch(given).catch((cause: unknown) => {
      throw new StartError(
        `No response from DYNAMODB_ENDPOINT=${given}: start DynamoDB Local there, or unset the variable.`,
        { cause },
      );
    });
    return { endpoint: given, livesOn: true, stop: () => Promise.resolve() };
  }
  const port = await freePort();
  const { program, args, host } = chooseDynamodb(machine, loopbackOf(machine.platform), port);
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const killWithParent = () => child.kill();
  process.once('exit', killWithParent);
  await untilListening(child, host, port);
  return {
    endpoint: `http://${host}:${port}`,
    livesOn: false,
    stop: async () => {
      process.off('exit', killWithParent);
      if (hasEnded(child)) return;
      const exited = once(child, 'exit');
      child.kill();
      await exited;
    },
  };
};

/** The emulator answers any web page; Linux gives each process all of 127.0.0.0/8 to hide it in. */
const loopbackOf = (platform: string): string =>
  platform === 'linux'
    ? `127.${randomInt(1, 255)}.${randomInt(256)}.${randomInt(1, 255)}`
    : '127.0.0.1';

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

const untilListening = async (child: ChildProcess, host: string, port: number): Promise<void> => {
  const output: string[] = [];
  child.on('error', ({ message }) => output.push(message));
  child.stderr?.on('data', (chunk: Buffer) => output.push(`${chunk}`));
  const timeout = AbortSignal.timeout(30_000);
  while (!(await isListening(host, port))) {
    if (hasEnded(child) || timeout.aborted) {
      child.kill();
      throw new StartError(
        `The DynamoDB emulator ${child.spawnfile} did not start (${output.join('').trim()}): repair it, or set DYNAMODB_ENDPOINT to the address of another.`,
      );
    }
    await setTimeout(10);
  }
  child.stderr?.removeAllListeners('data').resume();
};

const isListening = async (host: string, port: number): Promise<boolean> => {
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
};

const isAddress = (address: unknown): address is AddressInfo =>
  typeof address === 'object' && address !== null && 'port' in address;

/** Finds a port of the loopback interface that is currently unused. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (!isAddress(address)) throw new Error('The machine has no free port on 127.0.0.1');
  return address.port;
};
