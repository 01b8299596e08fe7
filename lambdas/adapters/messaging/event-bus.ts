import {
  EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
  type PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import * as z from 'zod/mini';
import type { AnnouncedEvent } from '../../core/event/announced-event.ts';
import type { EventsTopic } from '../../core/event/topic.ts';
import type { ClientConfig } from '../client-config.ts';
import { sendInTens } from './send-in-tens.ts';

/**
 * The codes that no retry helps against; an entry with any other is sent again.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html
 */
const NOT_RETRYABLE: readonly (string | undefined)[] = [
  'AccessDeniedException',
  'InvalidAccountIdException',
  'InvalidArgument',
  'MalformedDetail',
  'NotAuthorizedForDetailTypeException',
  'NotAuthorizedForSourceException',
  'RedactionFailure',
];

const Body = z.object({
  timestamp: z.string(),
  data: z.object({ vaultArn: z.optional(z.string()) }),
});

const toEntry = ({ type, body }: AnnouncedEvent, busName: string) => {
  const { timestamp, data } = Body.parse(JSON.parse(body));
  return {
    EventBusName: busName,
    Source: 'glacier-job-notifier',
    DetailType: type,
    Detail: body,
    Time: new Date(timestamp),
    Resources: data.vaultArn === undefined ? [] : [data.vaultArn],
  };
};

/** Creates an event bus, by its name or ARN, that takes the same events as the topic. */
export const createEventBus = (busName: string, config: ClientConfig = {}): EventsTopic => {
  const client = new EventBridgeClient(config);
  /** A whole request that is denied is one denied entry each: retries would keep back every other subscriber. */
  const put = async (entries: PutEventsRequestEntry[]): Promise<PutEventsResultEntry[]> => {
    try {
      return (await client.send(new PutEventsCommand({ Entries: entries }))).Entries ?? [];
    } catch (error) {
      if (!(error instanceof Error && NOT_RETRYABLE.includes(error.name))) throw error;
      return entries.map(() => ({ ErrorCode: error.name, ErrorMessage: error.message }));
    }
  };
  return {
    publish: (events) =>
      sendInTens(
        events.map((event) => toEntry(event, busName)),
        async (numbered) => {
          const entries = numbered.map(({ Id: _, ...entry }) => entry);
          const Entries = await put(entries);
          return {
            Failed: numbered.flatMap(({ Id }, index) => {
              const { EventId, ErrorCode: Code, ErrorMessage } = Entries[index] ?? {};
              const Message = `${ErrorMessage ?? 'no answer'} (event bus ${busName})`;
              return EventId === undefined
                ? [{ Id, Code, Message, SenderFault: NOT_RETRYABLE.includes(Code) }]
                : [];
            }),
          };
        },
      ),
  };
};
