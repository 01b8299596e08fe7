import { expect, it } from 'vitest';
import {
  readDeliveryMessage,
  writeDeliveryMessage,
} from '../../../../lambdas/core/delivery/message.ts';
import { aDeliveryMessage } from '../../../support/sender-world.ts';

it('brings the body through unchanged', () => {
  const message = aDeliveryMessage({ body: '{"b":1, "a":"ü\\u0000"}', replay: 'order-1' });
  expect(readDeliveryMessage(writeDeliveryMessage(message))).toStrictEqual(message);
});

it.each(['', 'null', '[]', '{}', '{"eventId":"evt_1","endpointId":"ep_1","eventType":"x"}'])(
  'takes %j for a fault',
  (text) => {
    expect(() => readDeliveryMessage(text)).toThrow('is not a delivery');
  },
);
