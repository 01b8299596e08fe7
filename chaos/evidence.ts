import * as z from 'zod';
import { readStreamImage } from '../lambdas/adapters/dynamo/items/stream-image.ts';
import { readJobItem } from '../lambdas/core/job/item.ts';
import type { Job } from '../lambdas/core/job/job.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';

const PublishedEvent = z.object({ id: z.string() });

/** A notice that only this run has published. */
export interface ForgedNotice {
  readonly kind: string;
  readonly message: string;
  /** The job that it is about, if the service may believe it. */
  readonly jobId?: string;
}

/** Everything that was seen from outside while a run was played. */
export interface ChaosEvidence {
  /** The bodies under which each event was published on the events topic, by its id. */
  readonly published: Map<string, Set<string>>;
  /** Every image of each job's row, in the order of the stream, by job id. */
  readonly images: Map<string, Job[]>;
  readonly forged: ForgedNotice[];
  /** The ids of the records of CloudTrail that do not say which job was started. */
  readonly unreadable: string[];
  /** The jobs whose collection the service has taken. */
  readonly collected: Set<string>;
}

/** Starts to take down what happens in a sandbox. */
export const collectEvidence = (sandbox: Sandbox): ChaosEvidence => {
  const published = new Map<string, Set<string>>();
  const images = new Map<string, Job[]>();
  sandbox.on((happening) => {
    if (happening.kind === 'published' && happening.topicArn === sandbox.outputs.EventsTopicArn) {
      const { id } = PublishedEvent.parse(JSON.parse(happening.message));
      published.set(id, (published.get(id) ?? new Set()).add(happening.message));
    } else if (happening.kind === 'changed') {
      const image = readStreamImage(happening.record.dynamodb?.NewImage);
      if (image === undefined) return;
      const job = readJobItem(image);
      images.set(job.jobId, [...(images.get(job.jobId) ?? []), job]);
    }
  });
  return { published, images, forged: [], unreadable: [], collected: new Set() };
};
