import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCloudFormationAnswer } from '../../../../lambdas/adapters/cloudformation/answer.ts';
import { createCloudFormationStack } from '../../../../lambdas/adapters/cloudformation/stack.ts';
import { startLocalServer } from '../../../../sandbox/glacier/api/local-server.ts';

interface Received {
  readonly method: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A server that gives these statuses one after the other, the last one again and again. */
const startServer = async (statuses: readonly number[], answerBody = '') => {
  const received: Received[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    received.push({ method: request.method, headers: request.headers, body });
    response.writeHead(statuses[received.length - 1] ?? statuses.at(-1) ?? 200);
    response.end(answerBody);
  };
  const server = await startLocalServer((...exchange) => void answer(...exchange), 0);
  onTestFinished(server.stop);
  return { url: server.url, received };
};

describe("CloudFormation's answer", () => {
  const noWait = { wait: () => Promise.resolve() };

  it('is put as JSON, without the type that would spoil the signature of the address', async () => {
    const { url, received } = await startServer([200]);
    await createCloudFormationAnswer(noWait)(`${url}/answers?signed=1`, { Status: 'SUCCESS' });
    expect(received).toMatchObject([
      { method: 'PUT', headers: { 'content-length': '20' }, body: '{"Status":"SUCCESS"}' },
    ]);
    expect(received[0]?.headers['content-type'] ?? '').toBe('');
  });

  it('is put again when the address does not take it', async () => {
    const { url, received } = await startServer([503, 500, 200]);
    await createCloudFormationAnswer(noWait)(url, {});
    expect(received).toHaveLength(3);
  });

  it('fails for good when it is never taken, so that Lambda repeats the request', async () => {
    const { url, received } = await startServer([403]);
    await expect(createCloudFormationAnswer(noWait)(url, {})).rejects.toMatchObject({
      message: 'CloudFormation did not accept the response.',
      cause: { message: 'The response received the status 403.' },
    });
    expect(received).toHaveLength(3);
  });
});

describe("a stack's state", () => {
  it.each([
    ['UPDATE_IN_PROGRESS', false],
    ['UPDATE_ROLLBACK_IN_PROGRESS', true],
  ])('%s means: a failed update is being undone, %j', async (status, expected) => {
    const { url, received } = await startServer(
      [200],
      `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member><StackName>S</StackName><CreationTime>2026-11-26T06:00:00Z</CreationTime><StackStatus>${status}</StackStatus></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
    );
    const client = new CloudFormationClient({
      endpoint: url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    const stack = createCloudFormationStack(client);
    expect(await stack.isRollingBack('arn:aws:cloudformation:eu-west-1:1:stack/S/1')).toBe(
      expected,
    );
    expect(new URLSearchParams(received[0]?.body).get('StackName')).toMatch(/stack\/S\/1$/);
  });
});
