import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { chooseDynamodb, type Machine } from '../../sandbox/emulators/choose-dynamodb.ts';
import { findEmulators } from '../../sandbox/emulators/find-emulators.ts';
import { startDynamodb } from '../../sandbox/emulators/start-dynamodb.ts';

const everything: Machine = {
  platform: 'linux',
  arch: 'x64',
  bundled: '/modules/dynoxide',
  dynoxide: '/bin/dynoxide',
  dynamodbLocal: '/bin/dynamodb-local',
  java: '/bin/java',
  jar: '/local/DynamoDBLocal.jar',
};
const dynoxideArgs = ['--host', '127.4.5.6', '-p', '4000'];
const localArgs = ['-inMemory', '-sharedDb', '-port', '4000'];

describe('chooseDynamodb', () => {
  it.each<[string, Partial<Machine>, string, readonly string[], string]>([
    ['the bundled binary', {}, '/modules/dynoxide', dynoxideArgs, '127.4.5.6'],
    ['dynoxide', { bundled: undefined }, '/bin/dynoxide', dynoxideArgs, '127.4.5.6'],
    [
      'dynamodb-local',
      { bundled: undefined, dynoxide: undefined },
      '/bin/dynamodb-local',
      localArgs,
      '127.0.0.1',
    ],
    [
      'the jar',
      { bundled: undefined, dynoxide: undefined, dynamodbLocal: undefined },
      '/bin/java',
      [
        '-Djava.library.path=/local/DynamoDBLocal_lib',
        '-jar',
        '/local/DynamoDBLocal.jar',
        ...localArgs,
      ],
      '127.0.0.1',
    ],
  ])('takes %s when nothing before it is there', (_, missing, program, args, host) => {
    expect(chooseDynamodb({ ...everything, ...missing }, '127.4.5.6', 4000)).toStrictEqual({
      program,
      args,
      host,
    });
  });

  it.each([
    ['darwin', 'arm64', 'macOS arm64: run "brew install nubo-db/tap/dynoxide"'],
    ['darwin', 'x64', 'macOS x64: run "brew install nubo-db/tap/dynoxide"'],
    ['linux', 'arm64', 'Linux arm64: run "cargo install dynoxide-rs"'],
    ['linux', 'x64', 'Linux x64: run "npm ci --include=optional"'],
    ['win32', 'x64', 'Windows x64: run "cargo install dynoxide-rs"'],
    ['freebsd', 'x64', 'freebsd x64: run "cargo install dynoxide-rs"'],
  ])('names the command that installs an emulator on %s %s', (platform, arch, expected) => {
    expect(() => chooseDynamodb({ platform, arch }, '127.4.5.6', 4000)).toThrow(
      `No DynamoDB emulator found on ${expected}, or set DYNAMODB_ENDPOINT to the address of DynamoDB Local.`,
    );
  });

  it.each(['java', 'jar'] as const)('does not start java without both (%s only)', (only) => {
    const machine = { platform: 'linux', arch: 'arm64', [only]: everything[only] };
    expect(() => chooseDynamodb(machine, '127.4.5.6', 4000)).toThrow('No DynamoDB emulator');
  });
});

const installed = findEmulators();

describe.skipIf(installed.bundled === undefined)(
  'startDynamodb, without the bundled binary',
  () => {
    const folders: string[] = [];
    afterAll(() => {
      for (const folder of folders) rmSync(folder, { recursive: true });
    });

    /** A machine whose `PATH` has one command, a shell script. */
    const machineWith = (command: string, script: string, env: NodeJS.ProcessEnv = {}): Machine => {
      const folder = mkdtempSync(join(tmpdir(), 'emulators-'));
      folders.push(folder);
      writeFileSync(join(folder, command), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      return { ...findEmulators({ PATH: `/nowhere:${folder}`, ...env }), bundled: undefined };
    };
    const run = `exec ${installed.bundled}`;

    it.each([
      ['dynoxide', `[ "$1 $3" = "--host -p" ] && ${run} "$@"`],
      ['dynamodb-local', `[ "$1 $2 $3" = "-inMemory -sharedDb -port" ] && ${run} -p "$4"`],
      ['java', `[ "$2 $3 $6" = "-jar /local/DynamoDBLocal.jar -port" ] && ${run} -p "$7"`],
    ])('starts the %s of PATH and stops it', async (command, script) => {
      const env = { DYNAMODB_LOCAL_JAR: '/local/DynamoDBLocal.jar' };
      const dynamodb = await startDynamodb('', machineWith(command, script, env));
      const client = new DynamoDBClient({
        endpoint: dynamodb.endpoint,
        region: 'eu-west-1',
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
        maxAttempts: 1,
      });
      const { TableNames } = await client.send(new ListTablesCommand({}));
      expect([TableNames, dynamodb.livesOn]).toStrictEqual([[], false]);
      await dynamodb.stop();
      await expect(client.send(new ListTablesCommand({}))).rejects.toThrow('ECONNREFUSED');
      client.destroy();
    });

    it('states why an emulator did not start', async () => {
      const machine = machineWith('dynoxide', 'echo no such option >&2; exit 2');
      await expect(startDynamodb('', machine)).rejects.toThrow(
        /^The DynamoDB emulator \S+\/dynoxide did not start \(no such option\): repair it, or set/,
      );
    });

    it('states that an emulator cannot be run', async () => {
      await expect(
        startDynamodb('', { ...installed, bundled: '/nowhere/dynoxide' }),
      ).rejects.toThrow(/did not start \(spawn \/nowhere\/dynoxide ENOENT\)/);
    });

    it('finds no folder that has the name of a command', () => {
      const folder = mkdtempSync(join(tmpdir(), 'emulators-'));
      folders.push(folder);
      mkdirSync(join(folder, 'dynoxide'));
      expect(findEmulators({ PATH: folder }).dynoxide).toBeUndefined();
    });

    it('finds nothing on an empty PATH', () => {
      expect(findEmulators({})).toStrictEqual({
        ...installed,
        dynoxide: undefined,
        dynamodbLocal: undefined,
        java: undefined,
        jar: undefined,
      });
    });
  },
);
