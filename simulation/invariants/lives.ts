import * as z from 'zod/mini';
import type { Job } from '../../lambdas/core/job/job.ts';
import { parseJson } from '../../lambdas/core/json.ts';
import type { TrueJob } from '../ports/glacier.ts';
import { hash } from '../ports/stream.ts';

/** An event that was seen, with its first body. */
export interface SeenEvent {
  readonly id: string;
  readonly bodyHash: number;
  /** When it was last published on the events topic. */
  publishedMs: number | undefined;
  /** The endpoints that have accepted it, or for which it was rightly dropped. */
  readonly settledFor: Set<string>;
}

/** What is known of one job: its row as last written, and its events by sequence. */
export interface Life {
  row?: Job;
  readonly events: Map<number, SeenEvent>;
}

/** The lives of the jobs that are not settled yet. */
export interface Lives {
  readonly start: (job: TrueJob) => void;
  readonly follow: (row: Job) => void;
  /** Finds the event of a body, if the job had that transition when it was seen. */
  readonly eventOf: (eventId: string, body: string) => SeenEvent | undefined;
  /** Finds a life, without a row when the job was never recorded. */
  readonly find: (job: TrueJob) => Life | undefined;
  /** Forgets a job. */
  readonly end: (job: TrueJob) => void;
}

const Body = z.object({
  id: z.string(),
  data: z.object({ jobId: z.string(), sequence: z.number(), status: z.string() }),
});

/** Creates lives of no jobs. */
export const createLives = (): Lives => {
  const lives = new Map<string, Life>();
  return {
    start: ({ jobId }) => void lives.set(jobId, { events: new Map() }),
    follow: (row) => {
      const life = lives.get(row.jobId);
      if (life) life.row = row;
    },
    eventOf: (eventId, text) => {
      const { success, data: body } = Body.safeParse(parseJson(text));
      if (!success || body.id !== eventId) return undefined;
      const { jobId, sequence, status } = body.data;
      const life = lives.get(jobId);
      if (life?.row?.transitions[sequence - 1]?.status !== status) return undefined;
      const known = life.events.get(sequence) ?? newEvent(eventId, text);
      life.events.set(sequence, known);
      return known.id === eventId ? known : undefined;
    },
    find: ({ jobId }) => lives.get(jobId),
    end: ({ jobId }) => void lives.delete(jobId),
  };
};

/** An event that is seen for the first time. */
export const newEvent = (id: string, body: string): SeenEvent => ({
  id,
  bodyHash: hash(body),
  publishedMs: undefined,
  settledFor: new Set(),
});
