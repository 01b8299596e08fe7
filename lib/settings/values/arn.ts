import * as z from 'zod';
import { textOrToken } from './text-or-token.ts';

const TOPIC_ARN = /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/;
const KEY_ARN = /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/;

/** Accepts the ARN of a standard SNS topic, or a reference to one of another construct. */
export const topicArn = () => arn(TOPIC_ARN, 'expected the ARN of a standard SNS topic');

/** Accepts the ARN of a KMS key, or a reference to one of another construct. */
export const keyArn = () => arn(KEY_ARN, 'expected the ARN of a KMS key, not of an alias');

const BUS_ARN = /^arn:aws[a-z-]*:events:[a-z0-9-]+:\d{12}:event-bus\/[\w./-]{1,256}$/;
const BUS_NAME = /^[\w./-]{1,256}$/;

/** Accepts the name or the ARN of an event bus, or a reference to the ARN of one of another construct. */
export const eventBus = () =>
  arn(
    new RegExp(`${BUS_ARN.source}|${BUS_NAME.source}`),
    'expected "default", or the name or the ARN of an event bus',
  );

// A resource of another construct has no ARN before it is deployed, only a token.
const arn = (pattern: RegExp, expected: string) => textOrToken(z.string().regex(pattern), expected);
