/**
 * What `start archive --from` does once its list is read, faster than its rate allows, and by a clock
 * that jumps ahead: `start-process.ts <journal> <url of Glacier> <archives> <jump in ms>`.
 */
import { GlacierClient } from '@aws-sdk/client-glacier';
import { startMany } from '../../../cli/start/batch/start-many.ts';
import { openJournal } from '../../../cli/start/journal/journal.ts';
import { createGlacierLists } from '../../../lambdas/adapters/glacier/lists.ts';
import type { SeenEvidence } from '../../../lambdas/core/evidence/evidence.ts';
import { createGlacierInitiation } from '../../../operations/aws/initiate-job.ts';
import { vaultArn as arnOf } from '../../sandbox/glacier/start-test-glacier.ts';

const [path = '', endpoint = '', count = '0', jumpMs = '0'] = process.argv.slice(2);
const config = {
  endpoint,
  region: 'eu-west-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
};
const vaultArn = arnOf('photos');
const lists = createGlacierLists(new GlacierClient(config));

let aheadMs = 0;
setTimeout(() => {
  aheadMs = Number(jumpMs);
}, 200 * Math.random()).unref();
const clock = {
  now: () => new Date(Date.now() + aheadMs).toISOString(),
  sync: () => Promise.resolve(),
};

const listJobs = async () => {
  const found: SeenEvidence[] = [];
  let marker: string | undefined;
  do {
    const page = await lists.listJobs({ vaultArn, marker }, clock.now());
    if (page.kind === 'vault-not-found') return found;
    found.push(...page.jobs);
    marker = page.next;
  } while (marker !== undefined);
  return found;
};

const open = () => {
  try {
    return openJournal(path, { journal: 1, vaultArn, tier: 'Bulk' });
  } catch {
    // The disk is full already.
    return process.exit(1);
  }
};
const journal = open();
const { fault } = await startMany({
  requests: Array.from({ length: Number(count) }, (_, number) => ({
    ...{ vaultArn, archiveId: `archive-${number}`, tier: 'Bulk' },
  })),
  ratePerSecond: 2000,
  listedAfterMs: 1000,
  journal,
  signal: new AbortController().signal,
  onStarted: () => undefined,
  onDone: () => undefined,
  ports: {
    initiate: createGlacierInitiation(config),
    listJobs,
    clock,
    registry: {
      registerJob: ({ jobId }) =>
        Promise.resolve({ kind: 'registered', key: { vaultArn, jobId }, status: 'InProgress' }),
      collectJob: () => Promise.reject(new Error('collectJob is not expected')),
    },
  },
});
journal.close();
process.exit(fault === undefined ? 0 : 1);
