import { dirname, join } from 'node:path';
import { StartError } from '../start/start-error.ts';

/** The programs of this machine that can emulate DynamoDB, by their paths. */
export interface Machine {
  readonly platform: string;
  readonly arch: string;
  /** The dynoxide that `npm ci` installs on Linux x64. */
  readonly bundled?: string | undefined;
  readonly dynoxide?: string | undefined;
  readonly dynamodbLocal?: string | undefined;
  readonly java?: string | undefined;
  /** DynamoDBLocal.jar of an unpacked DynamoDB Local. */
  readonly jar?: string | undefined;
}

/** The command that starts an emulator, and the host it then listens on. */
export interface EmulatorCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly host: string;
}

/** Returns the command of the first emulator that the machine has; `host` is for those with a choice. */
export const chooseDynamodb = (machine: Machine, host: string, port: number): EmulatorCommand => {
  const { dynamodbLocal, java, jar } = machine;
  const dynoxide = machine.bundled ?? machine.dynoxide;
  if (dynoxide) return { program: dynoxide, args: ['--host', host, '-p', `${port}`], host };
  const local = { args: ['-inMemory', '-sharedDb', '-port', `${port}`], host: '127.0.0.1' };
  if (dynamodbLocal) return { program: dynamodbLocal, ...local };
  if (!(java && jar)) throw new StartError(explainMissing(machine));
  const library = `-Djava.library.path=${join(dirname(jar), 'DynamoDBLocal_lib')}`;
  return { program: java, ...local, args: [library, '-jar', jar, ...local.args] };
};

const INSTALL: Readonly<Record<string, readonly [system: string, command: string]>> = {
  darwin: ['macOS', 'brew install nubo-db/tap/dynoxide'],
  'linux x64': ['Linux', 'npm ci --include=optional'],
  linux: ['Linux', 'cargo install dynoxide-rs'],
  win32: ['Windows', 'cargo install dynoxide-rs'],
};

const explainMissing = ({ platform, arch }: Machine): string => {
  const [system, command] = INSTALL[`${platform} ${arch}`] ??
    INSTALL[platform] ?? [platform, 'cargo install dynoxide-rs'];
  return `No DynamoDB emulator found on ${system} ${arch}: run "${command}", or set DYNAMODB_ENDPOINT to the address of DynamoDB Local.`;
};
