import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { type Announcement, announceChange, announceEntry } from '../core/event/announcement.ts';
import type { FailedEvent } from '../core/event/topic.ts';
import { readEntryKey } from '../core/group/entry.ts';

const Membership = z.object({ group: z.optional(z.string()) });

/** A stream record announces something, or it cannot be read. */
export type Change =
  | {
      readonly kind: 'announced';
      readonly announcements: readonly Announcement[];
      /** The group that the job is a member of, if any. */
      readonly group?: string | undefined;
    }
  | { readonly kind: 'failed'; readonly failed: FailedEvent };

/** Reads what one record of the stream of the Jobs table or the Groups table announces. */
export const readChange = (
  { dynamodb }: DynamoDBRecord,
  readImage: (image: unknown) => unknown,
): Change => {
  const keys = dynamodb?.Keys ?? {};
  try {
    const after = readImage(dynamodb?.NewImage);
    if (isEntry(keys)) return { kind: 'announced', announcements: announceEntry(after) };
    const announcements = announceChange(readImage(dynamodb?.OldImage), after);
    return { kind: 'announced', announcements, group: Membership.parse(after).group };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', failed: { ...readKeys(keys), reason } };
  }
};

type Keys = Readonly<Record<string, AttributeValue>>;

const isEntry = ({ entry }: Keys): boolean => entry !== undefined;

const readKeys = (keys: Keys) => {
  const { vaultArn, jobId, group, entry } = keys;
  return isEntry(keys)
    ? { group: group?.S ?? '', ...readEntryKey(entry?.S ?? '') }
    : { vaultArn: vaultArn?.S ?? '', jobId: jobId?.S ?? '' };
};
