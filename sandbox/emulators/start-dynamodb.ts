import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { StartError } from '../start/start-error.ts';

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
 * Starts an empty DynamoDB with streams, in memory.
 *
 * The binary exists for Linux on x64; on other machines name the address of any emulator, such as
 * DynamoDB Local, in `DYNAMODB_ENDPOINT`. That one is not stopped.
 */
export const startDynamodb = async (
  given = process.env['DYNAMODB_ENDPOINT'],
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
  const [binary, host, port] = [findBinary(), unguessableLoopback(), await freePort()];
  const child = spawn(binary, ['--host', host, '-p', `${port}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const killWithParent = () => child.kill();
  process.once('exit', killWithParent);
  await untilListening(child);
  return {
    endpoint: `http://${host}:${port}`,
    livesOn: false,
    stop: async () => {
      process.off('exit', killWithParent);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill();
      await exited;
    },
  };
};

/** The emulator answers any web page; Linux gives each process all of 127.0.0.0/8 to hide it in. */
const unguessableLoopback = (): string =>
  `127.${randomInt(1, 255)}.${randomInt(256)}.${randomInt(1, 255)}`;

const findBinary = (): string => {
  try {
    return createRequire(import.meta.url).resolve('@dynoxide/linux-x64/dynoxide');
  } catch (cause) {
    throw new StartError(
      'No DynamoDB emulator is available for this machine: start DynamoDB Local, and set DYNAMODB_ENDPOINT to its address.',
      { cause },
    );
  }
};

const untilListening = async (child: ChildProcess): Promise<void> => {
  const stream = child.stderr;
  if (stream === null) throw new Error('The DynamoDB emulator has no output to read');
  const lines: string[] = [];
  for await (const line of createInterface({ input: stream })) {
    if (line.includes('listening')) {
      stream.resume();
      return;
    }
    lines.push(line);
  }
  throw new Error(`The DynamoDB emulator did not start: ${lines.join(' ')}`);
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
