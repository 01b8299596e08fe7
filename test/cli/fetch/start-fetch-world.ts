import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { InitiateJobCommand, type JobParameters } from '@aws-sdk/client-glacier';
import { startCommandWorld } from '../../support/command-world.ts';
import { runInProcess } from '../../support/run-in-process.ts';
import { startS3 } from '../../support/s3-server.ts';

export const MIB = 1024 * 1024;

/** A deployment with completed jobs, a bucket, and a folder for each fetch. */
export const startFetchWorld = async () => {
  const world = await startCommandWorld();
  const s3 = await startS3();
  const env = { ...world.env, AWS_ENDPOINT_URL_S3: s3.url };
  let folders = 0;
  const initiate = async (jobParameters: JobParameters) => {
    const command = new InitiateJobCommand({ accountId: '-', vaultName: 'photos', jobParameters });
    return (await world.client.send(command)).jobId ?? '';
  };
  return {
    ...world,
    s3,
    env,
    initiate,
    /** Starts jobs of archives of these sizes, and lets them complete. */
    complete: async (sizes: Readonly<Record<string, number>>, more: JobParameters = {}) => {
      const jobs: Record<string, string> = {};
      for (const [ArchiveId, sizeInBytes] of Object.entries(sizes)) {
        world.glacier.addArchive('photos', { archiveId: ArchiveId, sizeInBytes });
        jobs[ArchiveId] = await initiate({ Type: 'archive-retrieval', ArchiveId, ...more });
      }
      await world.next();
      world.clock.advance(6 * 3_600_000);
      await world.glacier.settle();
      return jobs;
    },
    folder: () => {
      folders += 1;
      return mkdtempSync(join(world.folder, `to-${folders}-`));
    },
    fetch: (to: string, ...args: string[]) =>
      runInProcess(['--stack', 'Simulated', 'fetch', 'photos', '--to', to, ...args], env),
    stop: async () => {
      await s3.stop();
      await world.stop();
    },
  };
};

export type FetchWorld = Awaited<ReturnType<typeof startFetchWorld>>;

/** The files of a folder, without those of the command. */
export const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort();
