import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer as readAll } from 'node:stream/consumers';
import { startLocalServer } from '../glacier/api/local-server.ts';
import type { VirtualClock } from '../time/virtual-clock.ts';
import type { ReceivedRequest } from './received-request.ts';
import {
  createScriptedAnswers,
  type DecideAnswer,
  type ScriptedAnswer,
} from './scripted-answers.ts';
import { type Verification, verifyRequest } from './verify-request.ts';

/** How a receiver is started. */
export interface ReceiverOptions {
  readonly clock: VirtualClock;
  /** Returns the `whsec_` secret of the endpoint at a path; undefined where there is none. */
  readonly secretFor: (path: string) => string | undefined | Promise<string | undefined>;
  /** @default - a free one */
  readonly port?: number;
}

/** A running receiver of webhooks; each path is an endpoint. */
export interface Receiver {
  /** The address to which an endpoint's path is appended. */
  readonly url: string;
  /** Every POST so far, in the order of arrival. */
  readonly received: readonly ReceivedRequest[];
  /**
   * Scripts the answer to the next request on a path that has none yet.
   *
   * Unscripted requests get 200 when verified, 401 when not, and 404 where no endpoint is. A request
   * that hangs stays open until its sender gives up or the receiver stops.
   */
  answerNext(
    path: string,
    status: ScriptedAnswer['status'],
    headers?: Record<string, string>,
  ): void;
  /** Sets the responder for all requests without a scripted answer. */
  answerBy(decide: DecideAnswer): void;
  /** Calls a listener with each further request; the returned function ends that. */
  onReceived(listener: (request: ReceivedRequest) => void): () => void;
  stop(): Promise<void>;
}

/** Starts a receiver that verifies every request in virtual time, and records it before answering. */
export const startReceiver = async (options: ReceiverOptions): Promise<Receiver> => {
  const received: ReceivedRequest[] = [];
  const listeners = new Set<(request: ReceivedRequest) => void>();
  const script = createScriptedAnswers();
  let decide: DecideAnswer = () => undefined;

  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { verification, status: due, ...arrived } = await examine(options, request);
    const answer = script.take(arrived.path) ??
      decide(arrived.path, arrived.body) ?? { status: due };
    const record = { ...arrived, ...describe(verification, answer) };
    received.push(record);
    for (const listener of listeners) {
      listener(record);
    }
    give(answer, request, response);
  };

  const server = await startLocalServer((request, response) => {
    if (request.method !== 'POST') {
      response.writeHead(405, { allow: 'POST' }).end();
      return;
    }
    receive(request, response).catch((error: unknown) => response.writeHead(500).end(`${error}`));
  }, options.port ?? 0);

  return {
    url: server.url,
    received,
    answerNext: (path, status, headers = {}) => script.add(path, { status, headers }),
    answerBy: (by) => {
      decide = by;
    },
    onReceived: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: server.stop,
  };
};

const give = (
  { status, headers }: ScriptedAnswer,
  request: IncomingMessage,
  response: ServerResponse,
): void => {
  switch (status) {
    case 'hang':
      return;
    case 'reset':
      request.socket.destroy();
      return;
    default:
      response.writeHead(status, headers).end();
  }
};

const examine = async ({ clock, secretFor }: ReceiverOptions, request: IncomingMessage) => {
  const { headers } = request;
  const [path = ''] = (request.url ?? '').split('?', 1);
  const body = await readAll(request);
  const at = clock.now();
  const secret = await secretFor(path);
  const webhookId = headers['webhook-id']?.toString();
  const arrived = { path, webhookId, headers, body, at };
  if (secret === undefined) {
    const verification: Verification = { kind: 'refused', reason: `No endpoint is at ${path}` };
    return { ...arrived, verification, status: 404 };
  }
  const verification = verifyRequest(clock.buffer, { headers, body, secret });
  return { ...arrived, verification, status: verification.kind === 'verified' ? 200 : 401 };
};

const describe = (verification: Verification, { status }: ScriptedAnswer) => ({
  verified: verification.kind === 'verified',
  ...(verification.kind === 'refused' && { refusal: verification.reason }),
  ...(typeof status === 'number' && { answeredStatus: status }),
});
