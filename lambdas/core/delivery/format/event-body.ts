import * as z from 'zod/mini';
import { InvalidInputError } from '../../errors.ts';
import { parseJson } from '../../json.ts';

const EventBody = z.object({
  id: z.string(),
  type: z.string(),
  timestamp: z.string(),
  data: z.record(z.string(), z.unknown()),
});

/** The parsed body of an event of any type, also one that a later version adds. */
export type EventBody = z.infer<typeof EventBody>;

/** Reads the body of a stored event, or throws an InvalidInputError. */
export const readEventBody = (body: string): EventBody => {
  const { success, data } = EventBody.safeParse(parseJson(body));
  if (success) return data;
  throw new InvalidInputError(
    'body is not an event, so it has no other format; use the format "standard"',
  );
};
