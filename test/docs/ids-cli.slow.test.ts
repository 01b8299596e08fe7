import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProgram } from '../../cli/create-program.ts';
import { vaultArn } from '../sandbox/glacier/start-test-glacier.ts';
import { needAwsCli } from '../support/aws-cli.ts';
import { type CommandWorld, startCommandWorld } from '../support/command-world.ts';

const root = join(import.meta.dirname, '../..');
const REST = 'kLWmAtQVBuejtaxdN22ROqdE1aveneIzAhTkqVwVFE24DBM';

let world: CommandWorld;
beforeAll(async () => {
  world = await startCommandWorld();
});
afterAll(() => world.stop());

/** Every help of the command. */
const helpOf = (command: CommandUnknownOpts): string => {
  const shown: string[] = [];
  command.configureOutput({ writeOut: (text) => void shown.push(text) }).outputHelp();
  return [...shown, ...command.commands.map(helpOf)].join('\n');
};

/** The commands of the guides and of every help that take an id from a variable. */
const documented = (): readonly string[] => {
  const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' });
  const guides = ['README.md', ...pages.map((name) => `docs/${name}`)]
    .filter((name) => name.endsWith('.md'))
    .map((name) => readFileSync(join(root, name), 'utf8'));
  const lines = [...guides, helpOf(createProgram())].join('\n').split('\n');
  const commands = lines
    .flatMap((line) => (line.includes('`') ? line.split('`') : [line]))
    .map((line) => line.trim().replace(/^\$ /, ''))
    .filter((line) => /\$(?:JOB_ID|job_id|ARCHIVE_ID)\b/.test(line))
    .filter((line) => /^(?:JOB_ID=\$\(|npx )?(?:glacier-jobs|aws glacier) /.test(line));
  return [...new Set(commands)];
};

const OUTPUT = 'x';
const TREE_HASH = createHash('sha256').update(OUTPUT).digest('hex');

/** A Glacier that knows one job, whatever its id, and takes down which paths are asked for. */
const startGlacierOf = async (jobId: string) => {
  const asked: string[] = [];
  const now = new Date().toISOString();
  const job = {
    ...{ JobId: jobId, VaultARN: vaultArn('photos'), Action: 'ArchiveRetrieval', ArchiveId: 'a' },
    ...{ Completed: true, StatusCode: 'Succeeded', StatusMessage: 'Succeeded', Tier: 'Standard' },
    ...{
      CreationDate: now,
      CompletionDate: now,
      ArchiveSizeInBytes: 1,
      InventorySizeInBytes: null,
      SHA256TreeHash: TREE_HASH,
    },
  };
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('x-amz-job-id', jobId).setHeader('location', `/jobs/${jobId}`);
    response.statusCode = request.method === 'POST' ? 202 : 200;
    const isOutput = request.url?.endsWith('/output') === true;
    if (isOutput) response.setHeader('x-amz-sha256-tree-hash', TREE_HASH);
    request.resume().on('end', () => response.end(isOutput ? OUTPUT : JSON.stringify(job)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => new Promise((resolve) => server.close(resolve));
  return { url: `http://127.0.0.1:${port}`, asked, stop };
};

const FUNCTIONS = `
glacier-jobs() { "$NODE" "$ROOT/bin/cli.ts" "$@"; }
npx() { "$@"; }
aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL_GLACIER" "$@"; }
`;

describe.each([`-${REST}`, `-V${REST}`, `--${REST}`])('the id %s', (id) => {
  it('breaks no documented or printed command', async ({ skip }) => {
    needAwsCli(skip);
    const glacier = await startGlacierOf(id);
    const env = {
      ...{ ...process.env, ...world.env, AWS_DEFAULT_REGION: 'eu-west-1' },
      AWS_ENDPOINT_URL_GLACIER: glacier.url,
      ...{ NODE: process.execPath, ROOT: root, JOB_ID: id, job_id: id, ARCHIVE_ID: id },
    };
    // An output that is there would not be fetched again.
    const cwd = mkdtempSync(join(world.folder, 'ids-'));
    const run = (command: string) => {
      const script = `${FUNCTIONS}${command.replace('./fetch.sh', 'true')}`;
      const done = promisify(execFile)('bash', ['-e', '-c', script], { env, cwd });
      return done.catch((error: Error) =>
        Promise.reject(new Error(`${command}: ${error.message}`)),
      );
    };
    try {
      await run('glacier-jobs jobs track photos -- "$JOB_ID"');
      const { stdout } = await run('glacier-jobs --json jobs show photos "$JOB_ID"');
      const printed = (JSON.parse(stdout) as { fetch: string[] }).fetch;
      const commands = [...documented(), ...printed];
      expect(commands.filter((command) => / fetch /.test(command)).length).toBeGreaterThan(2);
      expect(commands.length).toBeGreaterThan(12);
      for (const command of commands) await run(command);
      expect(glacier.asked.some((path) => path.includes(`/jobs/${id}/output`))).toBe(true);
    } finally {
      await glacier.stop();
    }
  });
});
