import { afterAll, beforeAll, expect, it } from 'vitest';
import { needAwsCli } from '../support/aws-cli.ts';
import { ANSWERS, askAll } from './queries-answers.ts';
import { startQueriesWorld } from './queries-world.ts';

let world: Awaited<ReturnType<typeof startQueriesWorld>>;
beforeAll(async () => {
  world = await startQueriesWorld();
});
afterAll(() => world.stop());

it('answers the ten questions of docs/queries.md by the AWS CLI', ({ skip }) => {
  needAwsCli(skip);
  const client = {
    language: 'sh',
    command: ['bash', '-eo', 'pipefail'],
    print: (text: string) => `echo '${text}'`,
    enclose: (code: string) => code,
  } as const;
  expect(askAll(client, world.environment)).toStrictEqual(ANSWERS);
}, 120_000);
