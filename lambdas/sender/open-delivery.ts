import type { SQSRecord } from 'aws-lambda';
import type { Delivery } from '../core/delivery/delivery.ts';
import type { DeliveryMessage } from '../core/delivery/message.ts';

/** A message that stands for an attempt, with what is known of its delivery. */
export interface OpenDelivery {
  readonly record: SQSRecord;
  readonly message: DeliveryMessage;
  /** The delivery's row, if it has one yet. */
  readonly previous: Delivery | undefined;
  /** Attempts that count already. */
  readonly attemptsBefore: number;
}
