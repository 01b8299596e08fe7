import type { WorldPart } from './world-part.ts';

/** How often a running world looks whether something is due: as often as Lambda reads a stream. */
const livePauseMs = 250;

/** Lets parts act whenever something is due, each at its own pace, until they are to stop. */
export const runLive = async (
  parts: readonly WorldPart[],
  stopping: AbortSignal,
): Promise<void> => {
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
