import * as z from 'zod';
import { parseJson } from '../../lambdas/core/json.ts';

const Line = z.looseObject({ level: z.enum(['WARN', 'ERROR', 'CRITICAL']), message: z.string() });

/** What a reader learns elsewhere, or never needs. */
const plumbing = new Set([
  'cold_start',
  'function_arn',
  'function_memory_size',
  'function_name',
  'function_request_id',
  'level',
  'message',
  'sampling_rate',
  'service',
  'timestamp',
  'xray_trace_id',
]);

/** Describes a log line that is a warning or worse; other lines are omitted. */
export const narrateLog = (line: string): string | undefined => {
  const read = Line.safeParse(parseJson(line)).data;
  if (read === undefined) return undefined;
  if (read.message === 'delivery.failed' && read['next'] === 'retry') {
    return `attempt ${read['attemptCount']} failed (${read['statusCode'] ?? read['failure']}): a retry will follow`;
  }
  const fields = Object.entries(read)
    .filter(([key, value]) => !plumbing.has(key) && typeof value !== 'object')
    .map(([key, value]) => ` ${key}=${String(value)}`);
  return `${read.level} ${read.message}${fields.join('')}`;
};
