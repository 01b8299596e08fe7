import { membersIn } from '../../lambdas/core/group/count.ts';
import { closeGroup } from '../../operations/groups/close.ts';
import { progressOf } from '../../operations/groups/progress.ts';
import type { Context } from '../framework/context.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import { confirmOrStop } from '../framework/output/confirm.ts';
import { countNow } from './count-now.ts';
import { createGroupPorts, readGroupRow } from './group-ports.ts';
import { describeProgress, formatCount } from './group-text.ts';

/** The event names up to this number of failed jobs. */
const MOST_NAMED = 10;

/** Completes a group by hand; asks first when members are pending. */
export const closeAfterCount = async (
  { output, connect }: Context,
  group: string,
  { yes }: { readonly yes: boolean },
): Promise<ExitCode> => {
  const ports = createGroupPorts(await connect(), output);
  const row = await readGroupRow(ports, group);
  if (row.state === 'completed') {
    output.note(`The group ${group} is already completed.`);
    return EXIT.ok;
  }
  const counted = await countNow(row, ports, output);
  const { pending } = progressOf(counted.counts, counted);
  if (pending > 0) {
    const question = `The group ${group} has ${formatCount(pending)} pending. Close it? Pending jobs continue and are recorded, but the group does not wait for them.`;
    await confirmOrStop(question, { output, yes });
  }
  const failed = await ports.index.first(membersIn(group, 'Failed'), MOST_NAMED);
  const closed = await closeGroup(ports.deps, group, {
    counts: counted.counts,
    firstExpiresAt: counted.firstExpiresAt,
    jobs:
      failed.length === 0 ? undefined : failed.map(({ vaultArn, jobId }) => ({ vaultArn, jobId })),
  });
  if (output.isJson) output.json({ group: closed });
  else output.print(`Closed ${group}: ${describeProgress(counted)}.`);
  return EXIT.ok;
};
