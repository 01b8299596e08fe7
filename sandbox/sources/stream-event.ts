import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord } from 'aws-lambda';

/**
 * Builds the record that a function gets for a change of a table.
 *
 * It is the stream's own record in its JSON form; the arrival is told in virtual time, because the
 * emulated table does not know that time.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export const streamRecord = (
  record: _Record,
  stream: { readonly arn: string; readonly region: string; readonly arrivedAt: number },
): DynamoDBRecord => ({
  ...(record.eventID === undefined ? {} : { eventID: record.eventID }),
  ...(record.eventName === undefined ? {} : { eventName: record.eventName }),
  eventVersion: '1.1',
  eventSource: 'aws:dynamodb',
  awsRegion: stream.region,
  eventSourceARN: stream.arn,
  dynamodb: {
    ...toJsonForm(record.dynamodb),
    ApproximateCreationDateTime: Math.floor(stream.arrivedAt / 1000),
  },
});

const toJsonForm = (change: _Record['dynamodb']): object => {
  const json: object = JSON.parse(
    JSON.stringify(change ?? {}, (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
    ),
  );
  return json;
};
