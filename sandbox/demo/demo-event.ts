import * as z from 'zod';

const EventBody = z.object({
  id: z.string(),
  type: z.string(),
  data: z.object({ jobId: z.string(), sequence: z.number(), status: z.string() }),
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
