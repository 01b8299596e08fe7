/** One webhook to be sent. */
export interface BenchDelivery {
  readonly id: string;
  readonly body: string;
}

/** A way to send webhooks; it throws when one is not answered with 2xx. */
export interface BenchSender {
  readonly name: string;
  /** Its requests can be verified. */
  readonly isSigned: boolean;
  readonly send: (deliveries: readonly BenchDelivery[], url: string) => Promise<void>;
}

/** How many deliveries a batch of DeliveryQueue holds. */
export const BATCH_SIZE = 10;

/** Cuts a list into batches. */
export const toBatches = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / BATCH_SIZE) }, (_, batch) =>
    items.slice(batch * BATCH_SIZE, (batch + 1) * BATCH_SIZE),
  );
