import type { Group } from '../../lambdas/core/group/group.ts';
import { progressOf } from '../../operations/groups/progress.ts';
import { selfCommand } from '../../operations/shell-command.ts';
import type { Service } from '../deployment/service.ts';
import { abortAfter, unlessOver } from '../framework/abort-after.ts';
import type { Context } from '../framework/context.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import { pause } from '../framework/pause.ts';
import { retryTransient } from '../framework/retry-transient.ts';
import { type CountedGroup, countNow } from './count-now.ts';
import { createGroupPorts, readGroupRow } from './group-ports.ts';
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
  request: WaitRequest,
): Promise<ExitCode> => {
  const { group } = request;
  const over = abortAfter(request.timeout);
  const service = await connect();
  const ports = createGroupPorts(service, output, over);
  const read = () => retryTransient(() => readGroupRow(ports, group), { output, signal: over });
  const waiting = async () => {
    const row = await untilCompleted(read, { ...request, over, onOpen });
    return row && countNow(row, ports, output);
  };
  const onOpen = ({ expected }: Group) => {
    if (expected === undefined) output.note(describeUnknown(group, service));
  };
  const ended = await unlessOver(waiting(), over);
  const exitCode = ended === undefined ? EXIT.timedOut : judge(ended);
  if (output.isJson)
    output.json({ group, state: ended?.state ?? 'open', counts: ended?.counts, exitCode });
  else if (ended === undefined) output.note('Timed out; the jobs continue.');
  else output.print(`${group} completed: ${describeProgress(ended)}.`);
  return exitCode;
};

interface Waiting extends Pick<WaitRequest, 'every'> {
  readonly over: AbortSignal;
  /** Called with the row of a group that is open at first. */
  onOpen(row: Group): void;
}

const untilCompleted = async (
  read: () => Promise<Group>,
  { every = EVERY_MS, over, onOpen }: Waiting,
): Promise<Group | undefined> => {
  let row = await read();
  if (row.state === 'open') onOpen(row);
  while (row.state === 'open' && !over.aborted) {
    await pause(every, over);
    row = await read();
  }
  return row.state === 'open' ? undefined : row;
};

const describeUnknown = (group: string, service: Service): string =>
  `How many jobs the group ${group} will have is unknown, so it is completed when none was pending for the time of the setting groupQuietHours. To set the number: ${selfCommand(['groups', 'expect'], service, [group, 'NUMBER'])}`;

/** The worst outcome determines the exit code. */
const judge = (row: CountedGroup): ExitCode => {
  const { failed, expired } = progressOf(row.counts, row);
  if (failed > 0) return EXIT.jobFailed;
  return expired > 0 ? EXIT.jobExpired : EXIT.ok;
};
