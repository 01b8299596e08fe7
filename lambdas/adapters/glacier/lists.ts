import { type GlacierClient, ListJobsCommand, ListVaultsCommand } from '@aws-sdk/client-glacier';
import * as z from 'zod/mini';
import type { SeenEvidence } from '../../core/evidence/evidence.ts';
import { readSeenJob, type SeenReading } from '../../core/evidence/seen-evidence.ts';
import { GlacierCallError } from '../../core/glacier/call-error.ts';
import type { GlacierLists, JobListing, ListAnswer, VaultPage } from '../../core/glacier/ports.ts';
import { VaultName } from '../../core/vault/vault.ts';
import { callGlacier } from './call.ts';
import { readNotFound, requireVault } from './vault.ts';

const marker = z.optional(z.nullable(z.string()));
const JobPage = z.object({ JobList: z.array(z.unknown()), Marker: marker });
const VaultList = z.object({ VaultList: z.array(z.unknown()), Marker: marker });
const Vault = z.object({ VaultName });

/** How many jobs Glacier lists in a page, at most. */
const PAGE_JOBS = 50;

/** How many vaults Glacier lists in a page, at most. */
const PAGE_VAULTS = 10;

/** Creates the client of Glacier's lists. */
export const createGlacierLists = (client: GlacierClient): GlacierLists => ({
  listJobs: async (listing, observedAt) => {
    const { accountId, vaultName } = requireVault(listing.vaultArn);
    const command = new ListJobsCommand({
      accountId,
      vaultName,
      completed: completedFilter(listing),
      limit: PAGE_JOBS,
      marker: listing.marker,
    });
    try {
      const answer = await callGlacier(() => client.send(command));
      return readJobPage(answer, listing, observedAt);
    } catch (error) {
      if (readNotFound(error)?.what === 'vault') return { kind: 'vault-not-found' };
      throw error;
    }
  },
  listVaults: async (accountId, from): Promise<VaultPage> => {
    const command = new ListVaultsCommand({ accountId, limit: PAGE_VAULTS, marker: from });
    const page = readList(VaultList, await callGlacier(() => client.send(command)));
    const names = page.VaultList.map((vault) => Vault.safeParse(vault).data?.VaultName);
    return { names: names.filter((name) => name !== undefined), next: page.Marker ?? undefined };
  },
});

const readList = <List>(schema: z.ZodMiniType<List>, answer: unknown): List => {
  const { success, data, error: cause } = schema.safeParse(answer);
  if (success) return data;
  throw new GlacierCallError('Glacier responded without a list', { cause, outcome: 'refused' });
};

const completedFilter = ({ isCompleted }: JobListing) =>
  isCompleted === undefined ? undefined : String(isCompleted);

const readJobPage = (answer: unknown, { vaultArn }: JobListing, observedAt: string): ListAnswer => {
  const page = readList(JobPage, answer);
  const rows = page.JobList.map((row) => readSeenJob(row, 'list-jobs', observedAt));
  const jobs: SeenEvidence[] = [];
  const refused: string[] = [];
  for (const row of rows) {
    const reason = whyRefused(row, vaultArn);
    if (reason !== undefined) refused.push(reason);
    else if (row.kind === 'seen') jobs.push(row.evidence);
  }
  return { kind: 'page', jobs, refused, next: page.Marker ?? undefined };
};

const whyRefused = (row: SeenReading, vaultArn: string): string | undefined => {
  if (row.kind === 'refused') return row.reason;
  const { key } = row.evidence;
  return key.vaultArn === vaultArn ? undefined : `the job ${key.jobId} belongs to ${key.vaultArn}`;
};
