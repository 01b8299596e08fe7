import { buffer } from 'node:stream/consumers';
import { startLocalServer } from '../../sandbox/glacier/api/local-server.ts';

/** A DynamoDB in front of the emulated one, which can refuse operations and hold requests back. */
export interface DynamoGate {
  readonly url: string;
  /** Refuses an operation as IAM does, until it is allowed again. */
  deny(operation: string | undefined): void;
  /** Breaks the connections of the next `count` requests. */
  breakNext(count: number): void;
  /** Lets `count` requests pass, and holds the others until the returned function is called. */
  holdAfter(count: number): () => void;
  stop(): Promise<void>;
}

const DENIAL = (operation: string) => ({
  __type: 'com.amazon.coral.service#AccessDeniedException',
  Message: `User: arn:aws:iam::123456789012:user/ann is not authorized to perform: dynamodb:${operation} on resource: arn:aws:dynamodb:eu-west-1:123456789012:table/jobs because no identity-based policy allows the dynamodb:${operation} action`,
});

/** Starts a gate before a DynamoDB. */
export const startDynamoGate = async (target: string): Promise<DynamoGate> => {
  let denied: string | undefined;
  let broken = 0;
  let left = Number.POSITIVE_INFINITY;
  let opened = Promise.withResolvers<void>();
  const server = await startLocalServer(async (request, response) => {
    const body = await buffer(request);
    const operation = String(request.headers['x-amz-target']).split('.')[1];
    if (operation !== undefined && operation === denied) {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(DENIAL(operation)));
      return;
    }
    if (broken > 0) {
      broken -= 1;
      return void response.destroy();
    }
    left -= 1;
    if (left < 0) await opened.promise;
    const { host: _, 'content-length': __, ...headers } = request.headers;
    const answer = await fetch(target, {
      method: 'POST',
      headers: headers as Record<string, string>,
      body,
    });
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  }, 0);
  return {
    ...server,
    deny: (operation) => {
      denied = operation;
    },
    breakNext: (count) => {
      broken = count;
    },
    holdAfter: (count) => {
      left = count;
      opened = Promise.withResolvers<void>();
      return () => {
        left = Number.POSITIVE_INFINITY;
        opened.resolve();
      };
    },
  };
};
