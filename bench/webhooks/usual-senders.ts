import axios from 'axios';
import { Webhook } from 'standardwebhooks';
import { type BenchDelivery, type BenchSender, toBatches } from './sender.ts';

/** Signs as most senders do: with the official library. */
const createSign = (secret: string) => {
  const webhook = new Webhook(secret);
  return ({ id, body }: BenchDelivery): Record<string, string> => {
    const at = new Date();
    return {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': webhook.sign(id, at, body),
    };
  };
};

/** Sends one webhook after the other with axios as it comes. */
export const createAxiosSender = (secret: string): BenchSender => {
  const sign = createSign(secret);
  return {
    name: 'axios, one at a time',
    isSigned: true,
    send: async (deliveries, url) => {
      for (const delivery of deliveries) {
        await axios.post(url, delivery.body, { headers: sign(delivery) });
      }
    },
  };
};

/** Sends webhooks ten at a time with the fetch of Node as it comes. */
export const createFetchSender = (secret: string): BenchSender => {
  const sign = createSign(secret);
  const post = async (delivery: BenchDelivery, url: string) => {
    const headers = sign(delivery);
    const response = await fetch(url, { method: 'POST', headers, body: delivery.body });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`fetch was answered with ${response.status}`);
  };
  return {
    name: 'fetch, ten in parallel',
    isSigned: true,
    send: async (deliveries, url) => {
      for (const batch of toBatches(deliveries)) {
        await Promise.all(batch.map((delivery) => post(delivery, url)));
      }
    },
  };
};
