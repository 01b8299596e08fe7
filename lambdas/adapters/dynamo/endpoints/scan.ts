import { type DynamoDBClient, paginateScan, type ScanCommandInput } from '@aws-sdk/client-dynamodb';
import type * as z from 'zod/mini';
import type { Log } from '../../../core/function/telemetry.ts';
import { toPlainItem } from '../items/plain-item.ts';

/** How rows of the Endpoints table are read. */
export interface EndpointReading<Row> {
  readonly schema: z.ZodMiniType<Row>;
  readonly log: Log;
  /** Takes each row that is left out. */
  readonly onUnreadable?: ((row: Readonly<Record<string, unknown>>) => void) | undefined;
}

/** Scans the Endpoints table; a row that cannot be read is logged and left out. */
export const scanEndpoints = async <Row>(
  client: DynamoDBClient,
  input: ScanCommandInput,
  { schema, log, onUnreadable }: EndpointReading<Row>,
): Promise<Row[]> => {
  const found: Row[] = [];
  for await (const { Items = [] } of paginateScan({ client }, input)) {
    for (const row of Items.map((item) => toPlainItem(item))) {
      const { success, data, error } = schema.safeParse(row);
      if (success) found.push(data);
      else {
        log.error('endpoint.unreadable', error, { endpointId: row['endpointId'] });
        onUnreadable?.(row);
      }
    }
  }
  return found;
};
