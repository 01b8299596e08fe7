import { fork } from 'node:child_process';
import { once } from 'node:events';

/** A receiver that runs in a process of its own. */
export interface ReceiverProcess extends Disposable {
  /** Its address, to which a path is appended. */
  readonly url: string;
}

/** Starts the receiver; it verifies with this secret what is sent to `/check`. */
export const startReceiver = async (secret: string): Promise<ReceiverProcess> => {
  const child = fork(`${import.meta.dirname}/receiver.ts`, [secret]);
  const [port]: unknown[] = await once(child, 'message');
  return {
    url: `http://127.0.0.1:${String(port)}`,
    [Symbol.dispose]: () => child.kill(),
  };
};
