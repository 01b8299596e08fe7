import { fork } from 'node:child_process';
import { once } from 'node:events';

/** Starts the receiver in a process of its own; it verifies with this secret what is sent to `/check`. */
export const startReceiver = async (secret: string) => {
  const child = fork(`${import.meta.dirname}/receiver.ts`, [secret]);
  const [port]: unknown[] = await once(child, 'message');
  return {
    /** Its address, to which a path is appended. */
    url: `http://127.0.0.1:${String(port)}`,
    [Symbol.dispose]: () => child.kill(),
  };
};
