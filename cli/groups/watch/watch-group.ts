import type { Context } from '../../framework/context.ts';
import { EXIT, type ExitCode } from '../../framework/errors/exit-code.ts';
import { pause } from '../../framework/pause.ts';
import { retryTransient } from '../../framework/retry-transient.ts';
import { createGroupPorts, readGroupRow } from '../group-ports.ts';
import { type LiveFacts, readLive } from './group-live.ts';
import { createMemberMeter } from './member-meter.ts';
import { createWatchView } from './watch-views.ts';

/** The options of `groups watch`. */
export interface WatchRequest {
  readonly group: string;
  /** Exit when the group is completed. */
  readonly untilDone?: boolean | undefined;
  /** The refresh interval, in milliseconds. @default 15 s */
  readonly every?: number | undefined;
}

const EVERY_MS = 15_000;
/** A second, in which at most one page of members is counted. */
const STEP_MS = 1000;

/** Shows a group until Ctrl-C: refreshes its row and the ends of its index, and counts page by page. */
export const watchGroup = async (
  context: Context,
  { group, untilDone = false, every = EVERY_MS }: WatchRequest,
): Promise<ExitCode> => {
  const { output, signal, connect } = context;
  const service = await connect();
  const ports = createGroupPorts(service, output);
  const { clock, settings } = service;
  const view = createWatchView(output);
  const meter = createMemberMeter(ports.index, group);
  const refresh = async (): Promise<LiveFacts> => {
    await clock.sync();
    const row = await readGroupRow(ports, group);
    return readLive(row, ports, { now: clock.now(), settings });
  };
  let live: LiveFacts | undefined;
  for (let step = 0; !signal.aborted; step += 1) {
    if (step % Math.ceil(every / STEP_MS) === 0) {
      live = await retryTransient(refresh, context);
      meter.begin();
    }
    await retryTransient(() => meter.step(clock.now()), context);
    if (live !== undefined) {
      const now = clock.now();
      view.show({ ...live, ...meter.read(live.row), now });
      if (untilDone && live.row.state === 'completed') break;
    }
    await pause(STEP_MS, signal);
  }
  return EXIT.ok;
};
