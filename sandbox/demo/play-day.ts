import { addGroupTag } from '../../lambdas/core/group/tag.ts';
import { createJobTracking } from '../control/track-job.ts';
import type { Sandbox } from '../sandbox.ts';
import { createRetrieval } from './retrieval.ts';
import { GROUP, lastMinute, type Scene } from './scenes.ts';

/** A scene that has been played. */
export interface PlayedScene extends Scene {
  readonly jobId: string;
}

/** What the day is played with. */
export interface DayOptions {
  readonly sandbox: Sandbox;
  readonly scenes: readonly Scene[];
  /** Prints what someone outside of the service does. */
  narrate(actor: string, text: string): void;
}

interface Step {
  readonly atMinute: number;
  play(): Promise<void>;
}

/** Plays the scripted day from the present instant on, and returns the scenes with their jobs. */
export const playDay = async ({
  sandbox,
  scenes,
  narrate,
}: DayOptions): Promise<readonly PlayedScene[]> => {
  const start = sandbox.clock.now();
  const retrieval = createRetrieval(sandbox);
  const tracking = createJobTracking(sandbox);
  const played: PlayedScene[] = [];

  const initiate = async (scene: Scene): Promise<void> => {
    const { vaultName, name, parameters, isMember } = scene;
    const Description = isMember === true ? addGroupTag(name, GROUP) : name;
    const jobId = await retrieval.initiate(vaultName, { ...parameters, Description });
    sandbox.glacier.fixJob(jobId, { ...scene.end, durationMs: scene.takesMinutes * 60_000 });
    played.push({ ...scene, jobId });
    narrate('program', `(${scene.letter}) starts a job for "${name}". ${scene.story}`);
    if (scene.isRegistered) await tracking.register(vaultName, jobId);
  };
  const collect = async ({ vaultName, name }: Scene): Promise<void> => {
    const jobId = played.find((scene) => scene.name === name)?.jobId ?? '';
    const output = await retrieval.fetch(vaultName, jobId);
    narrate(
      'program',
      `downloads "${name}", ${output.length} bytes, and marks the job as collected.`,
    );
    await tracking.collect(vaultName, jobId);
  };
  const narrateLoss = ({ name }: Scene): Promise<void> => {
    const jobId = played.find((scene) => scene.name === name)?.jobId;
    const lost = sandbox.glacier.ledger.notices.some(
      (notice) => notice.jobId === jobId && notice.fate === 'lost',
    );
    if (lost)
      narrate(
        'Glacier',
        `completes "${name}", but its notice is lost: the service does not know yet.`,
      );
    return Promise.resolve();
  };
  const steps: readonly Step[] = scenes.flatMap((scene) => [
    { atMinute: scene.atMinute, play: () => initiate(scene) },
    { atMinute: scene.atMinute + scene.takesMinutes + 0.25, play: () => narrateLoss(scene) },
    ...(scene.collectedAtMinute === undefined
      ? []
      : [{ atMinute: scene.collectedAtMinute, play: () => collect(scene) }]),
  ]);

  for (const { atMinute, play } of steps.toSorted((a, b) => a.atMinute - b.atMinute)) {
    await sandbox.advanceTo(start + atMinute * 60_000);
    await play();
  }
  await sandbox.advanceTo(start + lastMinute * 60_000);
  retrieval.close();
  return played;
};
