import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import type { Machine } from './choose-dynamodb.ts';

/** Finds the emulators of DynamoDB among the installed packages, on `PATH`, and by `DYNAMODB_LOCAL_JAR`. */
export const findEmulators = (env = process.env): Machine => {
  const onPath = (name: string) => findCommand(name, env['PATH'] ?? '');
  return {
    platform: process.platform,
    arch: process.arch,
    bundled: findBundled(),
    dynoxide: onPath('dynoxide'),
    dynamodbLocal: onPath('dynamodb-local'),
    java: onPath('java'),
    jar: env['DYNAMODB_LOCAL_JAR'],
  };
};

const findBundled = (): string | undefined => {
  try {
    return createRequire(import.meta.url).resolve('@dynoxide/linux-x64/dynoxide');
  } catch {
    return undefined;
  }
};

const findCommand = (name: string, path: string): string | undefined =>
  path
    .split(delimiter)
    .map((folder) => join(folder, process.platform === 'win32' ? `${name}.exe` : name))
    .find((file) => existsSync(file) && statSync(file).isFile());
