import { InvalidArgumentError, Option } from '@commander-js/extra-typings';

/**
 * Reads the value of `--sandbox`: a port, or the address of a sandbox's control server.
 *
 * Without one it is `true`: the latest sandbox.
 */
const readSandbox = (value: string): string | true => {
  if (value === '') return true;
  const url = /^\d+$/.test(value) ? `http://127.0.0.1:${value}` : value;
  if (URL.canParse(url) && new URL(url).port !== '') return new URL(url).origin;
  throw new InvalidArgumentError(
    'Specify the port or URL that "npm start" prints as "control", such as 8080 or http://127.0.0.1:8080.',
  );
};

/** `--sandbox` */
export const sandboxOption = new Option(
  '--sandbox [port]',
  'use the local sandbox started by "npm start"; if several run, the latest or the one on this port',
)
  .argParser(readSandbox)
  .conflicts(['construct', 'region', 'profile']);

/**
 * Attaches the port of `--sandbox` to it, or nothing.
 *
 * Else the word after it would be taken for the port, in `glacier-jobs --sandbox jobs list` too.
 */
export const attachSandboxPort = (args: readonly string[]): readonly string[] => {
  const end = args.indexOf('--');
  return args.flatMap((word, index) => {
    if (end !== -1 && index >= end) return [word];
    if (word === '--sandbox') return [`--sandbox=${portAfter(args, index)}`];
    return args[index - 1] === '--sandbox' && portAfter(args, index - 1) !== '' ? [] : [word];
  });
};

const portAfter = (args: readonly string[], index: number): string => {
  const next = args[index + 1] ?? '';
  return /^(\d+$|https?:\/\/)/.test(next) ? next : '';
};
