import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandWorld, startCommandWorld } from '../support/command-world.ts';
import { pending } from '../support/evidence.ts';

let world: CommandWorld;
beforeAll(async () => {
  world = await startCommandWorld();
});
afterAll(() => world.stop());

describe.each(['-g88KEhnvWYvOhXRmTf8', '-VkLWmAtQVBuejtaxdN2', '--5iZi9MNjBtzjS0lI'])(
  'the id %s',
  (id) => {
    it.each([
      ['wait', 1, `run "glacier-jobs jobs track -- photos ${id}" with its full id`],
      ['show', 1, `id that starts with ${id}`],
      ['collect', 1, id],
    ])('is an id for jobs %s', async (command, code, said) => {
      const options = command === 'wait' ? ['--timeout', '2s'] : [];
      const end = await world.run('jobs', command, 'photos', id, ...options);
      expect(end.code).toBe(code);
      expect(end.stdout + end.stderr).toContain(said);
    });

    it('is an archive for start archive, whose options may come behind it', async () => {
      const end = await world.run('start', 'archive', 'photos', id, '--tier', 'Bulk');
      const [job] = world.glacier.ledger.jobs().slice(-1);
      expect([end.code, end.stdout]).toStrictEqual([0, `${job?.jobId}\n`]);
      expect(job?.tier).toBe('Bulk');
    });

    it('is shown in full when it is tracked', async () => {
      const evidence = pending('list-jobs', new Date().toISOString());
      const vault = evidence.key.vaultArn.replace(/[^/]*$/, 'tracked');
      await world.record({ ...evidence, key: { vaultArn: vault, jobId: id } });
      const { code, stdout } = await world.run('jobs', 'show', vault, id.slice(0, 8));
      expect([code, stdout]).toStrictEqual([0, expect.stringContaining(id)]);
    });
  },
);

it.each([
  [['jobs', 'wait', 'photos', 'job', '--timout', '5s'], "unknown option '--timout'"],
  [['jobs', 'show', 'photos', '--jobs'], "unknown option '--jobs'"],
  [['-V'], "unknown option '-V'"],
])('%j is a slip, and no id', async (args, said) => {
  const { code, stderr } = await world.run(...args);
  expect([code, stderr]).toStrictEqual([2, expect.stringContaining(said)]);
});

it('takes every word behind -- for an id', async () => {
  const { code, stderr } = await world.run('jobs', 'show', 'photos', '--', '--json');
  expect([code, stderr]).toStrictEqual([1, expect.stringContaining('starts with --json')]);
});
