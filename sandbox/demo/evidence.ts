import * as z from 'zod';
import type { RegisteredEndpoint } from '../control/register-endpoint.ts';
import type { Ledger } from '../glacier/ledger.ts';
import type { ReceivedRequest } from '../receiver/received-request.ts';
import type { PlayedScene } from './play-day.ts';
import type { ServiceRecords } from './records.ts';

const EventBody = z.object({
  id: z.string(),
  type: z.string(),
  timestamp: z.string(),
  data: z.object({
    sequence: z.number(),
    jobId: z.string().optional(),
    status: z.string().optional(),
    group: z.string().optional(),
    counts: z.record(z.string(), z.number()).optional(),
  }),
});

/** An event as its subscribers see it. */
export interface DemoEvent extends z.output<typeof EventBody> {
  readonly body: string;
}

/** Reads the body of an event, on the topic or in a webhook. */
export const readDemoEvent = (body: string): DemoEvent => ({
  ...EventBody.parse(JSON.parse(body)),
  body,
});

/** An endpoint of the demo, and the event types that it asked for. */
export interface DemoEndpoint extends RegisteredEndpoint {
  readonly path: string;
  readonly eventTypes: readonly string[];
}

/** Everything that the promises are checked against: the service's word, and that of its surroundings. */
export interface DemoEvidence {
  readonly scenes: readonly PlayedScene[];
  readonly endpoints: readonly DemoEndpoint[];
  readonly ledger: Ledger;
  readonly received: readonly ReceivedRequest[];
  /** What was published to the events topic. */
  readonly published: readonly DemoEvent[];
  readonly records: ServiceRecords;
}
