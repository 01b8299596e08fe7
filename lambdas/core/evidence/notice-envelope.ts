import * as z from 'zod/mini';
import { parseJson } from '../json.ts';

const MAX_LAYERS = 4;

/** What SNS makes of a message for whatever is not a function; gives the message. */
export const SnsEnvelope = z.pipe(
  z.object({ Type: z.literal('Notification'), Message: z.string() }),
  z.transform(({ Message }) => Message),
);

/** A record of the event by which SNS invokes a function; gives the message. */
export const SnsRecord = z.pipe(
  z.object({ Sns: z.object({ Message: z.string() }) }),
  z.transform(({ Sns }) => Sns.Message),
);

const SqsRecord = z.pipe(
  z.object({ body: z.string() }),
  z.transform(({ body }) => body),
);

const One = z.union([z.string(), SnsEnvelope, SnsRecord, SqsRecord]);
const Many = z.pipe(
  z.object({ Records: z.array(One).check(z.minLength(1)) }),
  z.transform(({ Records }) => Records),
);

/**
 * Takes the notices out of what a program that publishes them again has put around them.
 *
 * That is an envelope of SNS, a record of a queue, an event of a function or a second encoding as JSON,
 * one inside of the other up to four times. Text that is none of these is taken for a notice itself.
 */
export const openNotices = (text: string, layers = MAX_LAYERS): readonly string[] => {
  const value = parseJson(text);
  if (layers === 0 || isNotice(value)) return [text];
  const one = One.safeParse(value);
  const inside = one.success ? [one.data] : (Many.safeParse(value).data ?? []);
  return inside.length === 0 ? [text] : inside.flatMap((each) => openNotices(each, layers - 1));
};

/** Says whether a value is still wrapped, so that it is no notice. */
export const isWrapped = (value: unknown): boolean =>
  !isNotice(value) && (One.safeParse(value).success || Many.safeParse(value).success);

// Whatever else a notice may hold one day, it names its vault.
const isNotice = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'VaultARN' in value;
