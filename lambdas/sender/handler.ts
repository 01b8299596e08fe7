import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { readDeliveryMessage } from '../core/delivery/message.ts';
import { planDelivery } from '../core/delivery/plan.ts';
import type { BatchOutcome } from '../core/function/batch-outcome.ts';
import { admit } from './admit.ts';
import { attemptDelivery } from './attempt-delivery.ts';
import { deferMessage } from './defer-message.ts';
import type { SenderDeps } from './deps.ts';
import { dropDelivery } from './drop-delivery.ts';
import { noteRecorded } from './note-outcome.ts';
import type { OpenDelivery } from './open-delivery.ts';
import { parkDelivery } from './park-delivery.ts';

/**
 * Sends a batch of deliveries side by side, each answered for itself.
 *
 * A crash between a POST and its record leads to a repeat with the same id, never to a loss.
 */
export const createSender =
  (deps: SenderDeps) =>
  (event: SQSEvent): Promise<PromiseSettledResult<BatchOutcome>[]> =>
    Promise.allSettled(event.Records.map((record) => deliver(record, deps)));

const deliver = async (record: SQSRecord, deps: SenderDeps): Promise<BatchOutcome> => {
  const message = readDeliveryMessage(record.body);
  const previous = await deps.deliveries.get(message);
  const plan = planDelivery(message, previous, deps.nowMs());
  switch (plan.kind) {
    case 'finished':
      if (previous !== undefined) await noteRecorded(previous, deps);
      // An order from a clock that is behind has the lesser id, and must not vanish unseen.
      if (message.replay && message.replay !== previous?.replay) {
        const { eventId, endpointId, replay } = message;
        deps.log.warn('delivery.outdated', { eventId, endpointId, replay });
      }
      return 'done';
    case 'wait':
      return deferMessage(record, plan.delayMs, deps);
    case 'proceed': {
      const { attemptsBefore } = plan;
      return proceed({ record, message, previous, attemptsBefore }, deps);
    }
  }
};

const proceed = async (delivery: OpenDelivery, deps: SenderDeps): Promise<BatchOutcome> => {
  const admission = await admit(delivery, deps);
  switch (admission.kind) {
    case 'admitted':
      return attemptDelivery(delivery, admission, deps);
    case 'wait':
      return deferMessage(delivery.record, admission.delayMs, deps);
    case 'park':
      return parkDelivery(delivery, admission.endpoint, deps);
    case 'drop':
      return dropDelivery(delivery, admission.reason, deps);
  }
};
