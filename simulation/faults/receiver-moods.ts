import { answerAfter, type ChooseManner, HANGS, type Manner } from '../ports/receivers.ts';
import { LATE_SUBSCRIBER } from '../programs/subscribers.ts';
import type { World } from '../world.ts';

/** What a receiver does when it is not healthy, and for how long. */
const TROUBLES: readonly ((latencyMs: number) => Manner)[] = [
  (latencyMs) => answerAfter(latencyMs, 500),
  (latencyMs) => answerAfter(latencyMs, 429, '120'),
  () => HANGS,
];
const HEALTHY_MS = 6 * 3_600_000;
const TROUBLE_MS = 2 * 3_600_000;

const answer = (latencyMs: number): Manner => answerAfter(latencyMs, 204);

interface Mood {
  readonly answer: (latencyMs: number) => Manner;
  readonly untilMs: number;
}

/** Has receivers be healthy for hours, and then in trouble for a while. */
export const chooseByMood = ({ time, random, faults }: World): ChooseManner => {
  const moods = new Map<string, Mood>();
  const chooseMood = (): Mood => {
    const isTroubled = faults.happens('receiver in trouble', 0.5);
    const trouble = isTroubled ? TROUBLES[Math.floor(random() * TROUBLES.length)] : undefined;
    const spanMs = trouble ? TROUBLE_MS : HEALTHY_MS;
    return { answer: trouble ?? answer, untilMs: time.nowMs() + random() * spanMs };
  };
  return (endpointId) => {
    const mayBeGone = endpointId === LATE_SUBSCRIBER.endpointId;
    if (mayBeGone && faults.happens('receiver gone', 0.05)) return answerAfter(random() * 300, 410);
    if (faults.happens('answer failed', 0.02)) return answerAfter(random() * 300, 500);
    const known = moods.get(endpointId);
    const mood = known && time.nowMs() < known.untilMs ? known : chooseMood();
    moods.set(endpointId, mood);
    return mood.answer(random() * 300);
  };
};
