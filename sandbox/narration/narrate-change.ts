import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod';
import type { NameJob } from './job-names.ts';

const Item = z.object({
  jobId: z.string(),
  jobDescription: z.string().optional(),
  sequence: z.number(),
  transitions: z.array(
    z.object({ status: z.string(), source: z.string(), statusMessage: z.string().optional() }),
  ),
});

/** Describes the transitions that a write to the Jobs table recorded. */
export const narrateChange = (
  { dynamodb: change = {} }: DynamoDBRecord,
  nameJob: NameJob,
): readonly string[] => {
  const after = readItem(change.NewImage);
  if (after === undefined) return [];
  const before = readItem(change.OldImage)?.sequence ?? 0;
  const name = nameJob(after.jobId, after.jobDescription);
  return after.transitions.slice(before).map(({ status, source, statusMessage }, index) => {
    const previous = after.transitions[before + index - 1]?.status;
    const step = previous === undefined ? status : `${previous} -> ${status}`;
    const why = statusMessage === undefined ? '' : `: ${statusMessage}`;
    return `${name} ${step}, source ${source}${why}`;
  });
};

type Image = Parameters<typeof unmarshall>[0];

const isImage = (image: unknown): image is Image => typeof image === 'object' && image !== null;

const readItem = (image: unknown): z.output<typeof Item> | undefined =>
  isImage(image) ? Item.safeParse(unmarshall(image)).data : undefined;
