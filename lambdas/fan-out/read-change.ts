import type { DynamoDBRecord } from 'aws-lambda';
import { type Announcement, announceChange } from '../core/event/announcement.ts';
import type { FailedEvent } from '../core/event/topic.ts';

/** A stream record announces something, or it cannot be read. */
export type Change =
  | { readonly kind: 'announced'; readonly announcements: readonly Announcement[] }
  | { readonly kind: 'failed'; readonly failed: FailedEvent };

/** Reads what one record of the Jobs table's stream announces. */
export const readChange = (
  { dynamodb }: DynamoDBRecord,
  readImage: (image: unknown) => unknown,
): Change => {
  try {
    const before = readImage(dynamodb?.OldImage);
    return {
      kind: 'announced',
      announcements: announceChange(before, readImage(dynamodb?.NewImage)),
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const { vaultArn, jobId } = dynamodb?.Keys ?? {};
    return {
      kind: 'failed',
      failed: { vaultArn: vaultArn?.S ?? '', jobId: jobId?.S ?? '', reason },
    };
  }
};
