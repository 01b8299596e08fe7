import { unmarshall } from '@aws-sdk/util-dynamodb';

/** Reads a DynamoDB image, as a stream record carries it, into plain values. */
export const readStreamImage = (image: unknown): unknown =>
  // The types of stream records and of the SDK describe the same JSON differently.
  isImage(image) ? unmarshall(image) : undefined;

const isImage = (image: unknown): image is Parameters<typeof unmarshall>[0] =>
  typeof image === 'object' && image !== null;
