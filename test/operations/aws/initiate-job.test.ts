import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createGlacierInitiation } from '../../../operations/aws/initiate-job.ts';
import { readInitiationFailure } from '../../../operations/aws/initiation-failure.ts';
import { type LocalServer, startLocalServer } from '../../../sandbox/glacier/api/local-server.ts';

const vaultArn = 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos';
const SILENCE_MS = 200;

let server: LocalServer | undefined;
let requests = 0;
afterEach(async () => {
  await server?.stop();
  server = undefined;
  requests = 0;
});

const initiateAt = (endpoint: string) =>
  createGlacierInitiation(
    { endpoint, region: 'eu-west-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } },
    SILENCE_MS,
  )({ vaultArn, archiveId: 'of-backups' });

/** Starts a job at a Glacier that behaves like this. */
const initiate = async (listener: RequestListener) => {
  server = await startLocalServer((request, response) => {
    requests += 1;
    request.resume().on('end', () => listener(request, response));
  }, 0);
  return initiateAt(server.url);
};

const answer =
  (status: number, body: string | object, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));

const refusal = (status: number, code: string, message = 'no') =>
  answer(status, { code, message, type: 'Client' });

it('starts a job', async () => {
  const result = await initiate(answer(202, '', { 'x-amz-job-id': 'job-1' }));
  expect(result).toStrictEqual({ kind: 'started', jobId: 'job-1' });
});

describe('an answer that proves that nothing was started', () => {
  it.each([
    [400, 'ThrottlingException', 'busy'],
    [400, 'Throttling', 'busy'],
    [400, 'RequestLimitExceeded', 'busy'],
    [429, 'TooManyRequestsException', 'busy'],
    [503, 'SlowDown', 'busy'],
    [404, 'ResourceNotFoundException', 'refused'],
    [400, 'InvalidParameterValueException', 'refused'],
    [400, 'MissingParameterValueException', 'refused'],
    [400, 'LimitExceededException', 'refused'],
  ])('%i %s is %s', async (status, code, kind) => {
    const result = await initiate(refusal(status, code));
    expect([result, requests]).toStrictEqual([{ kind, message: `${code}: no` }, 1]);
  });

  it.each([
    [503, 'InsufficientCapacityException', /use --tier Standard/],
    [400, 'PolicyEnforcedException', /get-data-retrieval-policy/],
    [400, 'NoLongerSupportedException', /does not serve this account/],
  ])('%i %s ends every start, with a remedy', async (status, code, message) => {
    expect(await initiate(refusal(status, code))).toStrictEqual({
      kind: 'hopeless',
      message: expect.stringMatching(message),
    });
    expect(requests).toBe(1);
  });

  it.each([
    [403, 'AccessDeniedException'],
    [403, 'CredentialsProviderError'],
    [403, 'TokenProviderError'],
    [403, 'ExpiredTokenException'],
    [403, 'UnrecognizedClientException'],
    [403, 'InvalidSignatureException'],
    [403, 'MissingAuthenticationTokenException'],
  ])('%i %s is thrown', async (status, code) => {
    await expect(initiate(refusal(status, code))).rejects.toThrow(
      expect.objectContaining({ name: code }),
    );
    expect(requests).toBe(1);
  });

  it('of a vault that does not exist ends every start', async () => {
    const message = `Vault not found for ARN: ${vaultArn}`;
    const result = await initiate(refusal(404, 'ResourceNotFoundException', message));
    expect(result).toStrictEqual({ kind: 'hopeless', message: `${message}.` });
  });

  it("explains that an archive is in another vault, which Glacier calls the vault's name invalid", async () => {
    const message = `Invalid vault name: ${vaultArn}`;
    expect(await initiate(refusal(400, 'InvalidParameterValueException', message))).toStrictEqual({
      kind: 'refused',
      message: expect.stringMatching(
        /^the archive belongs to another vault: specify that vault.*Invalid vault name: arn:/,
      ),
    });
  });
});

describe('the job may have been started, and the request is not repeated', () => {
  const whole = { code: 'ThrottlingException', message: 'no', type: 'Client' };
  it.each<[string, RequestListener]>([
    ['an internal error', refusal(500, 'InternalServerError')],
    ['an unavailable service', refusal(503, 'ServiceUnavailableException')],
    ['a time-out of Glacier', refusal(408, 'RequestTimeoutException')],
    ['a code that is not known', refusal(400, 'NewException')],
    ['a name of JavaScript', refusal(400, 'constructor')],
    ['an error without a body', answer(400, '')],
    ['the page of a gateway', answer(502, '<html>Bad Gateway</html>')],
    ['a refusal that is no JSON', answer(403, '<html>Forbidden</html>')],
    ['half an error', answer(400, JSON.stringify(whole).slice(0, 20))],
    ['success without an id', answer(202, '')],
    ['success with an empty id', answer(202, '', { 'x-amz-job-id': '' })],
    ['a connection that closes', (request) => request.socket.destroy()],
    ['a reset before the answer', (request) => request.socket.resetAndDestroy()],
    [
      'a reset within the answer',
      (request, response) =>
        response
          .writeHead(400, { 'content-length': '100' })
          .write('{"code":"Thr', () => request.socket.resetAndDestroy()),
    ],
    ['no answer', () => undefined],
    [
      'an answer that stalls',
      (_request, response) =>
        response.writeHead(400, { 'content-length': '100' }).write('{"code":"Thr'),
    ],
  ])('after %s', async (_what, listener) => {
    expect(await initiate(listener)).toStrictEqual({
      kind: 'unsure',
      message: expect.stringMatching(/./),
    });
    expect(requests).toBe(1);
  });
});

/** An error of Node's, as a system call ends with it. */
const ended = (syscall: string | undefined, code: string) =>
  Object.assign(new Error(`${syscall} ${code}`), { code, syscall });

const severalAddresses = (...errors: readonly Error[]) =>
  Object.assign(new AggregateError(errors, 'none'), { code: 'ECONNREFUSED' });

describe('a request that cannot have been sent', () => {
  it('is thrown when the port is closed', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const address = closed.address();
    await new Promise((resolve) => closed.close(resolve));
    const port = typeof address === 'object' ? address?.port : undefined;
    const code = 'ECONNREFUSED';
    await expect(initiateAt(`http://127.0.0.1:${port}`)).rejects.toMatchObject({ code });
  });

  it.each([
    ['connect', 'ECONNREFUSED'],
    ['connect', 'EHOSTUNREACH'],
    ['connect', 'ENETUNREACH'],
    ['getaddrinfo', 'ENOTFOUND'],
    ['getaddrinfo', 'EAI_AGAIN'],
  ])('is thrown: %s %s', (syscall, code) => {
    const error = ended(syscall, code);
    expect(() => readInitiationFailure(error)).toThrow(error);
  });

  it('is thrown when every address of the host fails so', () => {
    const error = severalAddresses(
      ended('connect', 'ECONNREFUSED'),
      ended('connect', 'ENETUNREACH'),
    );
    expect(() => readInitiationFailure(error)).toThrow(error);
  });
});

it.each([
  ['a host that becomes unreachable', ended('read', 'EHOSTUNREACH')],
  ['a network that goes away', ended('write', 'ENETUNREACH')],
  ['a refusal without a system call', ended(undefined, 'ECONNREFUSED')],
  ['a connection that ends', ended('read', 'ECONNRESET')],
  ['a pipe that breaks', ended('write', 'EPIPE')],
  [
    'one address of several that was connected',
    severalAddresses(ended('connect', 'ECONNREFUSED'), ended('read', 'EHOSTUNREACH')),
  ],
  ['no address at all', severalAddresses()],
])('is unsure after %s', (_what, error) => {
  expect(readInitiationFailure(error)).toMatchObject({ kind: 'unsure' });
});

it('throws what is no error', () => {
  expect(() => readInitiationFailure('text')).toThrow('text');
});
