import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GlacierClient, InitiateJobCommand } from '@aws-sdk/client-glacier';
import { expect, it } from 'vitest';
import { needAwsCli } from '../../support/aws-cli.ts';
import { startCliSandbox } from '../../support/cli-sandbox.ts';
import { endOf } from '../../support/run-command.ts';
import { filesOf, MIB } from './start-fetch-world.ts';

/** The figures: FETCH_OUTPUTS=2000 FETCH_GIB=12 FETCH_COMPARED=200. */
const OUTPUTS = Number(process.env['FETCH_OUTPUTS'] ?? 60);
const GIBIBYTES = Number(process.env['FETCH_GIB'] ?? 1);
const COMPARED = Number(process.env['FETCH_COMPARED'] ?? 20);
const MOST_RSS_MB = 200;

/** From 1 kB to 5 MB, as many of each order of magnitude. */
const sizeOf = (index: number): number => Math.floor(1000 * 5000 ** (index / OUTPUTS));

/** The highest resident set size of a process so far, in MB. */
const peakOf = (pid: number): number => {
  const [, kilobytes = '0'] =
    /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1000;
};

it(`fetches ${OUTPUTS} outputs and one of ${GIBIBYTES} GiB with less than ${MOST_RSS_MB} MB of memory`, async ({
  skip,
}) => {
  const sandbox = await startCliSandbox();
  const folder = mkdtempSync(join(tmpdir(), 'volume-'));
  const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
  const glacier = new GlacierClient({
    endpoint: sandbox.glacier.url,
    region: 'eu-west-1',
    credentials,
  });
  const env = {
    ...sandbox.env,
    PATH: process.env['PATH'] ?? '',
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_DEFAULT_REGION: 'eu-west-1',
  };
  const initiate = async (archiveId: string, sizeInBytes: number) => {
    sandbox.glacier.addArchive('photos', { archiveId, sizeInBytes });
    const jobParameters = { Type: 'archive-retrieval', ArchiveId: archiveId, Tier: 'Standard' };
    const command = new InitiateJobCommand({ accountId: '-', vaultName: 'photos', jobParameters });
    return (await glacier.send(command)).jobId ?? '';
  };
  const fetch = async (to: string, ids: readonly string[]) => {
    const child = sandbox.spawn('--json', 'fetch', 'photos', '--to', to, '--', ...ids);
    let peak = 0;
    const timer = setInterval(() => {
      peak = Math.max(peak, peakOf(child.pid ?? 0));
    }, 50);
    const startedAt = performance.now();
    const end = await endOf(child).finally(() => clearInterval(timer));
    const seconds = (performance.now() - startedAt) / 1000;
    return { ...end, peak, seconds, result: JSON.parse(end.stdout) };
  };
  try {
    const jobs: string[] = [await initiate('large', GIBIBYTES * 1024 * MIB)];
    for (let index = 0; index < OUTPUTS; index += 1) {
      jobs.push(await initiate(`archive-${index}`, sizeOf(index)));
    }
    await sandbox.advance(6 * 3_600_000);
    const compared = jobs.slice(-COMPARED);

    const { code, result, peak, seconds } = await fetch(join(folder, 'all'), jobs);
    process.stderr.write(
      `${jobs.length} outputs, ${(result.bytes / 1e9).toFixed(1)} GB in ${seconds.toFixed(0)} s: ${(result.bytes / 1e6 / seconds).toFixed(0)} MB/s, peak RSS ${peak.toFixed(0)} MB\n`,
    );
    expect(result).toMatchObject({ counts: { verified: OUTPUTS + 1 }, remaining: 0 });
    expect(code).toBe(0);
    expect(filesOf(join(folder, 'all'))).toHaveLength(OUTPUTS + 1);
    expect(statSync(join(folder, 'all', 'large')).size).toBe(GIBIBYTES * 1024 * MIB);
    expect(peak).toBeLessThan(MOST_RSS_MB);
    const { jobs: collected } = await sandbox.json<{ jobs: object[] }>(
      ...['jobs', 'list', '--status', 'Collected', '--limit', '1000000'],
    );
    expect(collected).toHaveLength(OUTPUTS + 1);

    needAwsCli(skip);
    const ours = await fetch(join(folder, 'ours'), compared);
    const startedAt = performance.now();
    const script = `xargs -P 16 -I{} aws glacier get-job-output --endpoint-url ${sandbox.urls.glacier} --account-id - --vault-name photos --job-id={} ${join(folder, 'aws-{}')} >/dev/null`;
    const loop = spawn('bash', ['-c', script], { env, stdio: ['pipe', 'inherit', 'inherit'] });
    loop.stdin?.end(`${compared.join('\n')}\n`);
    await once(loop, 'close');
    const loopSeconds = (performance.now() - startedAt) / 1000;
    process.stderr.write(
      `${COMPARED} outputs: fetch ${ours.seconds.toFixed(1)} s, a loop of 16 aws commands ${loopSeconds.toFixed(1)} s: ${(loopSeconds / ours.seconds).toFixed(1)} times as fast\n`,
    );
  } finally {
    await sandbox.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}, 3_000_000);
