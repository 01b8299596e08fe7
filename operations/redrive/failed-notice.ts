import * as z from 'zod/mini';
import { SnsEnvelope, SnsRecord } from '../../lambdas/core/evidence/notice-envelope.ts';
import { parseJson } from '../../lambdas/core/json.ts';

/** Who gave a notice up: intake itself, Lambda after intake had failed at it, or SNS. */
export const NOTICE_FAILURES = ['refused', 'crashed', 'undelivered'] as const;

/** One of {@link NOTICE_FAILURES}. */
export type NoticeFailure = (typeof NOTICE_FAILURES)[number];

/** What a message of FailedNoticesQueue holds. */
export type FailedNotice =
  | {
      readonly kind: 'notices';
      readonly failure: NoticeFailure;
      readonly reason: string;
      /** The bodies that Glacier sent; an invocation of intake has one in practice. */
      readonly notices: readonly string[];
    }
  | { readonly kind: 'unreadable'; readonly reason: string };

const Refused = z.object({ reason: z.string(), notice: z.string() });

const Crashed = z.object({
  requestContext: z.object({ condition: z.optional(z.string()) }),
  requestPayload: z.object({ Records: z.array(SnsRecord).check(z.minLength(1)) }),
  responsePayload: z.optional(z.nullable(z.object({ errorMessage: z.optional(z.string()) }))),
});

/**
 * Reads a message of FailedNoticesQueue in each of its shapes.
 *
 * `{reason, notice}` comes from intake, a record of a failed invocation from Lambda, and an envelope
 * of SNS from the subscription's dead letters, where attributes say why.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html
 */
export const readFailedNotice = (
  body: string,
  attributes: Readonly<Record<string, string>> = {},
): FailedNotice => {
  const value = parseJson(body);
  return (
    readRefused(value) ??
    readCrashed(value) ??
    readEnvelope(value, attributes) ?? {
      kind: 'unreadable',
      reason:
        'the message is neither a failed notice of intake, nor a Lambda failure record, nor an SNS dead letter',
    }
  );
};

const readRefused = (value: unknown): FailedNotice | undefined => {
  const { success, data } = Refused.safeParse(value);
  if (!success) return undefined;
  return { kind: 'notices', failure: 'refused', reason: data.reason, notices: [data.notice] };
};

const readCrashed = (value: unknown): FailedNotice | undefined => {
  const { success, data } = Crashed.safeParse(value);
  if (!success) return undefined;
  const { requestContext, requestPayload, responsePayload } = data;
  const reason = responsePayload?.errorMessage ?? requestContext.condition ?? 'intake failed';
  return { kind: 'notices', failure: 'crashed', reason, notices: requestPayload.Records };
};

const readEnvelope = (
  value: unknown,
  { ErrorCode = '', ErrorMessage = 'SNS could not deliver it' }: Readonly<Record<string, string>>,
): FailedNotice | undefined => {
  const { success, data } = SnsEnvelope.safeParse(value);
  if (!success) return undefined;
  const reason = [ErrorCode, ErrorMessage].filter((part) => part !== '').join(': ');
  return { kind: 'notices', failure: 'undelivered', reason, notices: [data] };
};
