import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

const isAddress = (address: unknown): address is AddressInfo =>
  typeof address === 'object' && address !== null && 'port' in address;

/** Finds a port of the loopback interface that nobody listens on at the moment. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (!isAddress(address)) throw new Error('The machine has no free port on 127.0.0.1');
  return address.port;
};
