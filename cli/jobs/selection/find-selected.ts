import PQueue from 'p-queue';
import type { JobKey } from '../../../lambdas/core/evidence/evidence.ts';
import type { Status } from '../../../lambdas/core/job/status.ts';
import { selfCommand } from '../../../operations/shell-command.ts';
import type { Service } from '../../deployment/service.ts';
import { CliError } from '../../framework/errors/cli-error.ts';
import { findJob, toVaultArn } from '../find-job.ts';
import type { JobPorts } from '../job-ports.ts';
import type { Selection } from './read-selection.ts';

/** A full Glacier id has 92 characters: it needs no search, and the job may be untracked. */
const ID_LENGTH = 92;

/** Searches at a time: far below the sockets of the SDK. */
const CONCURRENCY = 8;

/**
 * Finds the selected jobs: an id that is not whole is searched for, and a group is read in its index.
 *
 * @throws CliError when a prefix matches no job or several, or the group has no such member.
 */
export const findSelected = (
  selection: Selection,
  service: Service,
  ports: Pick<JobPorts, 'find' | 'members'>,
  statuses?: readonly Status[],
): Promise<readonly JobKey[]> => {
  if (selection.kind === 'group') return findMembers(selection, service, ports, statuses);
  const { vault, ids } = selection;
  const vaultArn = toVaultArn(vault, service);
  const queue = new PQueue({ concurrency: CONCURRENCY });
  return Promise.all(
    ids.map((id) =>
      id.length < ID_LENGTH
        ? queue.add(() => findJob({ vault, job: id }, service, ports))
        : { vaultArn, jobId: id },
    ),
  );
};

const findMembers = async (
  { group, vault }: Extract<Selection, { kind: 'group' }>,
  service: Service,
  { members }: Pick<JobPorts, 'members'>,
  statuses?: readonly Status[],
): Promise<readonly JobKey[]> => {
  const vaultArn = vault === undefined ? undefined : toVaultArn(vault, service);
  const keys: JobKey[] = [];
  for await (const page of members.keys(group, statuses)) {
    for (const { vaultArn: of, jobId } of page) {
      if (of === (vaultArn ?? of)) keys.push({ vaultArn: of, jobId });
    }
  }
  if (keys.length > 0) return keys;
  throw new CliError(
    `No ${statuses === undefined ? '' : `${statuses.join(' or ')} `}job of the group ${group} is recorded: check its name with "${selfCommand(['groups', 'list'], service)}".`,
  );
};
