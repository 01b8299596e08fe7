import type { Checks } from './checks.ts';

/** The life of one job, line by line. */
export interface Story {
  readonly jobId: string;
  readonly nowMs: () => number;
  readonly print: (line: string) => void;
}

/** Prints what happens to one job, as the checks hear of it. */
export const withStory = (checks: Checks, { jobId, nowMs, print }: Story): Checks => {
  const say = (text: string) => print(`${new Date(nowMs()).toISOString()}  ${text}`);
  const isOurs = (body: string) => body.includes(`"jobId":"${jobId}"`);
  return {
    ...checks,
    onStarted: (job) => {
      checks.onStarted(job);
      if (job.jobId !== jobId) return;
      const end = new Date(job.completedAt).toISOString();
      say(`starts in ${job.vaultArn}, tier ${job.tier}; will end ${job.outcome} at ${end}`);
    },
    onJobChange: (before, after) => {
      checks.onJobChange(before, after);
      if (after.jobId !== jobId) return;
      const added = after.transitions.slice(before?.sequence ?? 0);
      for (const { status, source } of added) say(`recorded as ${status}, by ${source}`);
      if (added.length === 0) say('recorded with changed details');
    },
    onPublished: (eventId, body) => {
      checks.onPublished(eventId, body);
      if (isOurs(body)) say(`published on the topic: ${eventId}`);
    },
    onArrival: (arrival) => {
      checks.onArrival(arrival);
      if (!isOurs(arrival.body)) return;
      const answer = arrival.isAccepted ? 'accepts' : 'does not accept';
      say(`${arrival.endpointId} ${answer} ${arrival.eventId}`);
    },
    settle: (job) => {
      if (job.jobId === jobId) say('is settled');
      return checks.settle(job);
    },
  };
};
