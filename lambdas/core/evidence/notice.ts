import type { Instant } from '../instant.ts';
import { parseJson } from '../json.ts';
import { refuseVault, type VaultScope } from '../vault/scope.ts';
import { isWrapped, openNotices } from './notice-envelope.ts';
import { readSeenJob, type SeenReading } from './seen-evidence.ts';

/**
 * Reads the body of an SNS message that Glacier sent for a job of any action, one reading a notice.
 *
 * It is one notice, unless a program has published several in one message. Only VaultARN, JobId and
 * StatusCode are needed: real notices lack or null whatever does not apply, and a new field or a new
 * Action must not cost a notice.
 * @see https://docs.aws.amazon.com/amazonglacier/latest/dev/configuring-notifications.html
 */
export const readNotices = (
  message: string,
  scope: VaultScope,
  observedAt: Instant,
): readonly SeenReading[] =>
  openNotices(message).map((notice) => readNotice(notice, scope, observedAt));

const readNotice = (notice: string, scope: VaultScope, observedAt: Instant): SeenReading => {
  const body = parseJson(notice);
  if (body === undefined) return { kind: 'refused', reason: 'the message is not JSON' };
  if (isWrapped(body)) {
    return { kind: 'refused', reason: 'the notice is nested in more than four envelopes' };
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return { kind: 'refused', reason: 'the message is not a JSON object' };
  }
  const reading = readSeenJob(body, 'notice', observedAt);
  if (reading.kind === 'refused') return reading;
  // A pending job is recorded from Glacier's own answer alone: events carry what it is created with.
  if (reading.evidence.statusCode === 'InProgress') {
    return { kind: 'refused', reason: 'the job is not complete' };
  }
  const refusal = refuseVault(scope, reading.evidence.key.vaultArn);
  return refusal === undefined ? reading : { kind: 'refused', reason: refusal };
};

/** Keeps notices that cannot be used. */
export interface FailedNotices {
  /** Keeps a notice as it came, with the reason. */
  keep(failed: { readonly reason: string; readonly notice: string }): Promise<void>;
}
