import { invalidParameter } from '../api/refusals.ts';

/** Accepts a topic of the vault's region only; the message was observed (carlossg/glacier-cli PR #14). */
export const checkTopic = (topicArn: string, region: string): string => {
  const [, topicRegion] = /^arn:aws[a-z-]*:sns:([a-z0-9-]+):\d{12}:[\w.-]+$/.exec(topicArn) ?? [];
  if (topicRegion === undefined) throw invalidParameter(`Invalid SNS topic ARN: ${topicArn}`);
  if (topicRegion !== region) {
    throw invalidParameter(`SNS topics must be in the local AWS region: ${topicArn}`);
  }
  return topicArn;
};
