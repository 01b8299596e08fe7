import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANSWERS, askAll, type Client } from './queries-answers.ts';
import { startQueriesWorld } from './queries-world.ts';

const CLIENTS: readonly (Client & { readonly needs: string; readonly check: readonly string[] })[] =
  [
    {
      language: 'ts',
      needs: 'Node',
      check: [process.execPath, '--version'],
      command: [process.execPath, '--input-type=module-typescript', '-'],
      print: (text) => `console.log('${text}');`,
      enclose: (code) => `{\n${code}}`,
    },
    {
      language: 'py',
      needs: 'python3 with boto3',
      check: ['python3', '-c', 'import boto3'],
      command: ['python3', '-'],
      print: (text) => `print('${text}')`,
      enclose: (code) => code,
    },
  ];

let world: Awaited<ReturnType<typeof startQueriesWorld>>;
beforeAll(async () => {
  world = await startQueriesWorld();
});
afterAll(() => world.stop());

describe.each(CLIENTS)('the $language of docs/queries.md', (client) => {
  const [file = '', ...args] = client.check;
  const isMissing = spawnSync(file, args).status !== 0;

  it('answers the ten questions', ({ skip }) => {
    skip(isMissing, `needs ${client.needs}`);
    expect(askAll(client, world.environment)).toStrictEqual(ANSWERS);
  });
});
