import type { Context } from '../../framework/context.ts';
import type { Output } from '../../framework/output/output.ts';
import { createScreen } from '../../framework/output/screen.ts';
import { pause } from '../../framework/pause.ts';
import { retryTransient } from '../../framework/retry-transient.ts';
import { createGroupPorts, readGroupRow } from '../group-ports.ts';
import { describeProgress } from '../group-text.ts';
import { drawGroup, type GroupView } from './group-screen.ts';
import { type LiveFacts, readLive } from './live-facts.ts';
import { createMemberMeter } from './member-meter.ts';

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
): Promise<undefined> => {
  const { output, signal, connect } = context;
  const service = await connect();
  const { clock } = service;
  const ports = createGroupPorts(service, output);
  const show = createView(output);
  const meter = createMemberMeter(ports.index, group);
  const refresh = async (): Promise<LiveFacts> => {
    await clock.sync();
    return readLive(await readGroupRow(ports, group), ports.index, clock.now());
  };
  let live = await retryTransient(refresh, context);
  let refreshedMs = performance.now();
  while (!signal.aborted) {
    if (performance.now() - refreshedMs >= every) {
      live = await retryTransient(refresh, context);
      refreshedMs = performance.now();
    }
    await retryTransient(() => meter.step(clock.now()), context);
    show({ ...live, ...meter.read(live.row), now: clock.now() });
    if (untilDone && live.row.state === 'completed') break;
    await pause(STEP_MS, signal);
  }
};

/** Redraws a screen on a terminal; otherwise prints one line, or one JSON document, per change. */
const createView = (output: Output): ((view: GroupView) => void) => {
  if (output.isTerminal && output.canDraw && !output.isJson) {
    const screen = createScreen();
    return (view) => screen.draw(drawGroup(view, output));
  }
  let last = '';
  return ({ row, now, firstExpiresAt }) => {
    const { group, state, expected, counts, countedAt } = row;
    const line = `${group} ${state}: ${describeProgress(row)}`;
    if (counts === undefined || line === last) return;
    last = line;
    const shown = { at: now, group, state, expected, counts, countedAt, firstExpiresAt };
    output.print(output.isJson ? JSON.stringify(shown) : `${now} ${line}`);
  };
};
