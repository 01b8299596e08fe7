/** No field that Glacier sends comes near it: a description of 1,024 escaped characters has 2,050. */
const MAX_JSON_BYTES = 3_000;
const CLIPPED_LENGTH = 500;
/** SNS and SQS refuse a message that holds one of them. */
const NO_CHARACTERS = /[\ufffe\uffff]/g;

/**
 * Clips a text that is too long for a row or an event, and repairs malformed Unicode.
 *
 * An event's body stays under 20 kB and a row under DynamoDB's 400 kB, whatever a notice holds; and a
 * lone surrogate, which JSON can carry, would make every request with it fail.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export const clipText = (text: string): string => {
  const formed = text.toWellFormed().replaceAll(NO_CHARACTERS, '\ufffd');
  const bytes = new TextEncoder().encode(JSON.stringify(formed)).length;
  return bytes > MAX_JSON_BYTES ? [...formed].slice(0, CLIPPED_LENGTH).join('') : formed;
};
