import type { Group } from '../../lambdas/core/group/group.ts';
import { progressOf } from '../../operations/groups/progress.ts';
import { selfCommand } from '../../operations/shell-command.ts';
import type { Service } from '../deployment/service.ts';
import { abortAfter, unlessOver } from '../framework/abort-after.ts';
import type { Context } from '../framework/context.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import { pause } from '../framework/pause.ts';
import { retryTransient } from '../framework/retry-transient.ts';
import { countRow, createGroupPorts, readGroupRow } from './group-ports.ts';
import { describeProgress } from './group-text.ts';

/** The options of `groups wait`. */
export interface WaitRequest {
  readonly group: string;
  /** The maximum time to wait, in milliseconds of real time. @default - no limit */
  readonly timeout?: number | undefined;
  /** The polling interval, in milliseconds. @default 15 s */
  readonly every?: number | undefined;
}

const EVERY_MS = 15_000;

/** Waits until a group is completed, or the timeout expires. */
export const waitForGroup = async (
  { output, connect }: Context,
  { group, timeout, every = EVERY_MS }: WaitRequest,
): Promise<ExitCode> => {
  const over = abortAfter(timeout);
  const service = await connect();
  const ports = createGroupPorts(service, output, over);
  const retrying = <Result>(read: () => Promise<Result>) =>
    retryTransient(read, { output, signal: over });
  const waiting = async () => {
    let row = await retrying(() => readGroupRow(ports, group));
    if (isUnbounded(row)) output.note(describeUnbounded(group, service));
    while (row.state === 'open') {
      await pause(every, over);
      row = await retrying(() => readGroupRow(ports, group));
    }
    return retrying(() => countRow(row, ports));
  };
  const ended = await unlessOver(waiting(), over);
  const exitCode = ended === undefined ? EXIT.timedOut : judge(ended);
  if (output.isJson) {
    output.json({ group, state: ended?.state ?? 'open', counts: ended?.counts, exitCode });
  } else if (ended === undefined) output.note('Timed out; the jobs continue.');
  else output.print(`${group} completed: ${describeProgress(ended)}.`);
  return exitCode;
};

const isUnbounded = ({ state, expected }: Group): boolean =>
  state === 'open' && expected === undefined;

const describeUnbounded = (group: string, service: Service): string =>
  `How many jobs the group ${group} will have is unknown, so it is completed when none was pending for the time of the setting groupQuietHours. To set the number: ${selfCommand(['groups', 'expect'], service, [group, 'NUMBER'])}`;

/** The worst outcome determines the exit code. */
const judge = (row: Group): ExitCode => {
  const { failed, expired } = progressOf(row);
  if (failed > 0) return EXIT.jobFailed;
  return expired > 0 ? EXIT.jobExpired : EXIT.ok;
};
