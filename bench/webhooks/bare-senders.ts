import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { type BenchDelivery, type BenchSender, toBatches } from './sender.ts';

/** The least that a client on Node does: keep-alive, ten in parallel, no signature, nothing recorded. */
export const createHttpSender = (): BenchSender => {
  const agent = new Agent({ keepAlive: true });
  const post = ({ body }: BenchDelivery, url: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      };
      const sent = request(url, { method: 'POST', agent, headers }, (response) => {
        response.resume();
        if (response.statusCode === 204) response.once('end', resolve);
        else reject(new Error(`node:http was answered with ${response.statusCode}`));
      });
      sent.once('error', reject).end(body);
    });
  return {
    name: 'bare node:http, ten in parallel',
    isSigned: false,
    send: async (deliveries, url) => {
      for (const batch of toBatches(deliveries)) {
        await Promise.all(batch.map((delivery) => post(delivery, url)));
      }
    },
  };
};

/** No client at all: requests as text on ten sockets. Its rate is mostly that of the receiver. */
export const createSocketSender = (): BenchSender => ({
  name: 'raw sockets, ten in parallel',
  isSigned: false,
  send: async (deliveries, url) => {
    const { hostname, port, pathname } = new URL(url);
    const batches = toBatches(deliveries);
    const open = () => connect(Number(port), hostname);
    const sockets = batches[0]?.map(open) ?? [];
    for (const batch of batches) {
      const sent = batch.map(async ({ body }, index) => {
        const socket = sockets[index] ?? open();
        const length = Buffer.byteLength(body);
        socket.write(
          `POST ${pathname} HTTP/1.1\r\nhost: ${hostname}\r\ncontent-length: ${length}\r\n\r\n${body}`,
        );
        // An answer without a body fits one packet of the loopback interface.
        const [answer]: unknown[] = await once(socket, 'data');
        if (!String(answer).startsWith('HTTP/1.1 204')) throw new Error(String(answer));
      });
      await Promise.all(sent);
    }
    for (const socket of sockets) socket.destroy();
  },
});
