import type { VirtualClock } from './virtual-clock.ts';
import type { WorldPart } from './world-part.ts';

/** Everything in the sandbox that moves with the virtual clock. */
export interface World {
  /** Lets everything that is due happen, and what follows from it, until nothing moves any more. */
  settle(): Promise<void>;
  /** Plays the time up to an instant: jumps from one due instant to the next, and settles at each. */
  advanceTo(instantMs: number): Promise<void>;
  /** Lets time pass by itself, and everything happen when it is due, until the world is stopped. */
  runLive(): Promise<void>;
  /** Lets what has begun come to its end, and nothing begin any more. */
  stop(): Promise<void>;
}

/** Puts the parts of the sandbox under one clock. */
export const createWorld = (clock: VirtualClock, given: readonly WorldPart[]): World => {
  const stopping = new AbortController();
  const parts = given.map(oneAtATime).map((part) => untilStopped(part, stopping.signal));
  return {
    settle: async () => {
      await settle(parts);
    },
    advanceTo: async (instantMs) => {
      await settle(parts);
      await playUntil(instantMs, clock, parts);
      clock.jumpTo(instantMs);
      await settle(parts);
    },
    runLive: () => runLive(parts, stopping.signal),
    stop: async () => {
      stopping.abort();
      await Promise.all(parts.map((part) => part.act()));
    },
  };
};

/** A part that is asked to act while it acts joins in, so that two drivers do no harm. */
const oneAtATime = (part: WorldPart): WorldPart => {
  let acting: Promise<boolean> | undefined;
  return {
    ...part,
    act: () => {
      acting ??= part.act().finally(() => {
        acting = undefined;
      });
      return acting;
    },
  };
};

/** A part that is stopped has nothing to do and nothing due; what it does at the moment is waited for. */
const untilStopped = (part: WorldPart, stopping: AbortSignal): WorldPart => {
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...part,
    act: async () => {
      if (stopping.aborted) {
        await last;
        return false;
      }
      const acting = part.act();
      last = acting.catch(() => undefined);
      return acting;
    },
    nextDueAt: () => (stopping.aborted ? undefined : part.nextDueAt()),
  };
};

const settle = async (parts: readonly WorldPart[]): Promise<'acted' | 'idle'> => {
  for (let result: 'acted' | 'idle' = 'idle'; ; result = 'acted') {
    const acted = await Promise.all(parts.map((part) => part.act()));
    if (!acted.includes(true)) return result;
  }
};

/** Something that stays due although everything has settled again and again would never happen. */
const idleRoundsLimit = 100;

const playUntil = async (
  instantMs: number,
  clock: VirtualClock,
  parts: readonly WorldPart[],
): Promise<void> => {
  let idleRounds = 0;
  let due = await nextDue(parts);
  while (due !== undefined && due.at <= instantMs) {
    clock.jumpTo(due.at);
    idleRounds = (await settle(parts)) === 'acted' ? 0 : idleRounds + 1;
    if (idleRounds > idleRoundsLimit) throw stuck(due);
    due = await nextDue(parts);
  }
};

interface Due {
  readonly name: string;
  readonly at: number;
}

const nextDue = async (parts: readonly WorldPart[]): Promise<Due | undefined> => {
  const dues = await Promise.all(
    parts.map(async ({ name, nextDueAt }) => ({ name, at: await nextDueAt() })),
  );
  return dues
    .flatMap(({ name, at }) => (at === undefined ? [] : [{ name, at }]))
    .reduce<Due | undefined>(
      (first, due) => (first === undefined || due.at < first.at ? due : first),
      undefined,
    );
};

const stuck = ({ name, at }: Due): Error =>
  new Error(`${name} was due at ${new Date(at).toISOString()} and does not happen`);

/** How often a running world looks whether something is due: as often as Lambda reads a stream. */
const livePauseMs = 250;

/** Lets parts act whenever something is due, each at its own pace, until they are to stop. */
const runLive = async (parts: readonly WorldPart[], stopping: AbortSignal): Promise<void> => {
  await Promise.all(parts.map((part) => runPart(part, stopping)));
};

const runPart = async (part: WorldPart, stopping: AbortSignal): Promise<void> => {
  while (!stopping.aborted) {
    const acted = await part.act();
    if (!acted) await pause(stopping);
  }
};

const pause = (stopping: AbortSignal): Promise<void> => {
  const over = Promise.withResolvers<void>();
  const timer = setTimeout(over.resolve, livePauseMs);
  const wake = () => over.resolve();
  stopping.addEventListener('abort', wake, { once: true });
  return over.promise.finally(() => {
    clearTimeout(timer);
    stopping.removeEventListener('abort', wake);
  });
};
