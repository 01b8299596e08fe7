import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod';
import { readStreamImage } from '../lambdas/adapters/dynamo/items/stream-image.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';

/** An event as it was published; only what all events have. */
const PublishedEvent = z.object({
  id: z.string(),
  type: z.string(),
  data: z.record(z.string(), z.unknown()),
});

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
  readonly images: Map<string, unknown[]>;
  /** The changes that announced something, as the stream has them. */
  readonly changes: DynamoDBRecord[];
  /** What was sent to DeliveryQueue and to PollQueue. */
  readonly sent: { readonly queueName: string; readonly body: string }[];
  readonly forged: ForgedNotice[];
  /** The ids of the records of CloudTrail that do not say which job was started. */
  readonly unreadable: string[];
  /** When each collection was recorded that the service has taken, by job id. */
  readonly collected: Map<string, number>;
}

/** Starts to take down what happens in a sandbox. */
export const collectEvidence = (sandbox: Sandbox): ChaosEvidence => {
  const evidence: ChaosEvidence = {
    published: new Map(),
    images: new Map(),
    changes: [],
    sent: [],
    forged: [],
    unreadable: [],
    collected: new Map(),
  };
  sandbox.on((happening) => {
    if (happening.kind === 'published' && happening.topicArn === sandbox.outputs.EventsTopicArn) {
      takePublished(evidence, happening.message);
    } else if (happening.kind === 'changed') {
      takeChange(evidence, happening.record);
    } else if (happening.kind === 'sent' && /DeliveryQueue|PollQueue/.test(happening.queueName)) {
      evidence.sent.push(happening);
    }
  });
  return evidence;
};

const takePublished = ({ published }: ChaosEvidence, message: string): void => {
  const { id } = PublishedEvent.parse(JSON.parse(message));
  published.set(id, (published.get(id) ?? new Set()).add(message));
};

const Image = z.object({ jobId: z.string(), lastChange: z.string() }).loose();

const takeChange = ({ images, changes }: ChaosEvidence, record: DynamoDBRecord): void => {
  const image = readStreamImage(record.dynamodb?.NewImage);
  if (image === undefined) return;
  const { jobId, lastChange } = Image.parse(image);
  images.set(jobId, [...(images.get(jobId) ?? []), image]);
  if (lastChange === 'transition') changes.push(record);
};
