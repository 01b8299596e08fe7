import { type DynamoItem, toPlainItem } from './plain-item.ts';

/** Reads a DynamoDB image, as a stream record carries it, into plain values. */
export const readStreamImage = (image: unknown): unknown =>
  // The types of stream records and of the SDK describe the same JSON differently.
  isImage(image) ? toPlainItem(image) : undefined;

const isImage = (image: unknown): image is DynamoItem =>
  typeof image === 'object' && image !== null;
