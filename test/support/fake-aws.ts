import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { startLocalServer } from '../../sandbox/glacier/api/local-server.ts';

/** What the server knows of a function. */
export interface FakeFunction {
  readonly policy?: string | undefined;
  readonly concurrency?: number | undefined;
  readonly mappingState?: string | undefined;
}

/** What there is; a test changes it. */
export interface FakeAws {
  outputs: Record<string, string>;
  /** Logical ids to physical ones. */
  resources: Record<string, string>;
  /** By name. */
  functions: Record<string, FakeFunction>;
  scheduleState: string;
  /** When its resources were deployed. */
  updatedAt: string;
  runs: number;
  /** What the caller may not look at. */
  denied: 'nothing' | 'functions' | 'resources';
  readonly url: string;
  readonly stop: () => Promise<void>;
}

interface Answer {
  readonly status?: number;
  readonly xml?: string;
  readonly json?: object;
}

const notFound: Answer = {
  status: 404,
  json: { __type: 'ResourceNotFoundException', message: 'no' },
};
const refusal = (action: string) => `User: u is not authorized to perform: ${action}`;
const forbid = (action: string): Answer => ({
  status: 403,
  json: { __type: 'AccessDeniedException', message: refusal(action) },
});

/**
 * Starts a server that answers, on the wire as AWS does, what the sandbox's emulators do not:
 * CloudFormation, Lambda, Scheduler, KMS and CloudWatch, as far as the command asks them.
 */
export const startFakeAws = async (): Promise<FakeAws> => {
  const state = {
    outputs: {},
    resources: {},
    functions: {},
    scheduleState: 'ENABLED',
    updatedAt: '2026-03-14T09:00:00Z',
    runs: 15,
    denied: 'nothing' as const,
  };
  const server = await startLocalServer(async (request, response) => {
    const { status = 200, xml, json } = answer(request, await text(request), fake);
    const type = xml === undefined ? 'application/json' : 'text/xml';
    response.writeHead(status, {
      'content-type': type,
      ...(status !== 200 && json && { 'x-amzn-errortype': Reflect.get(json, '__type') }),
    });
    response.end(xml ?? JSON.stringify(json));
  }, 0);
  const fake: FakeAws = Object.assign(state, server);
  return fake;
};

const answer = (request: IncomingMessage, body: string, fake: FakeAws): Answer => {
  const target = String(request.headers['x-amz-target'] ?? '');
  if (target !== '') return answerTarget(target.split('.')[1] ?? '', fake);
  if (request.method === 'POST') return answerQuery(new URLSearchParams(body), fake);
  return answerPath(new URL(request.url ?? '/', 'http://aws'), fake);
};

const answerTarget = (operation: string, { runs }: FakeAws): Answer => {
  switch (operation) {
    case 'DescribeKey':
      return {
        json: {
          KeyMetadata: {
            KeyId: 'k',
            Arn: 'arn:aws:kms:eu-west-1:1:key/k',
            KeyState: 'Enabled',
            KeyManager: 'AWS',
          },
        },
      };
    case 'GetMetricData':
      return {
        json: {
          MetricDataResults: [
            { Id: 'invocations', Values: [runs] },
            { Id: 'errors', Values: [0] },
          ],
        },
      };
    default:
      return notFound;
  }
};

const answerQuery = (
  form: URLSearchParams,
  { outputs, resources, denied, updatedAt }: FakeAws,
): Answer => {
  const action = form.get('Action') ?? '';
  if (action === 'ListStackResources' && denied === 'resources') {
    const message = refusal(`cloudformation:${action}`);
    const error = `<Type>Sender</Type><Code>AccessDenied</Code><Message>${message}</Message>`;
    return { status: 403, xml: `<ErrorResponse><Error>${error}</Error></ErrorResponse>` };
  }
  const inside =
    action === 'DescribeStacks'
      ? `<Stacks><member><StackName>S</StackName><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${members(outputs, 'OutputKey', 'OutputValue')}</Outputs></member></Stacks>`
      : `<StackResourceSummaries>${members(resources, 'LogicalResourceId', 'PhysicalResourceId', `<LastUpdatedTimestamp>${updatedAt}</LastUpdatedTimestamp>`)}</StackResourceSummaries>`;
  return {
    xml: `<${action}Response><${action}Result>${inside}</${action}Result></${action}Response>`,
  };
};

const members = (entries: Record<string, string>, key: string, value: string, rest = ''): string =>
  Object.entries(entries)
    .map(
      ([name, content]) =>
        `<member><${key}>${name}</${key}><${value}>${escapeXml(content)}</${value}>${rest}</member>`,
    )
    .join('');

const escapeXml = (content: string): string =>
  content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const answerPath = ({ pathname, searchParams }: URL, fake: FakeAws): Answer => {
  if (fake.denied === 'functions') return forbid('lambda:GetFunctionConfiguration');
  if (pathname.startsWith('/schedules/')) {
    return {
      json: { Name: pathname.split('/')[2], GroupName: 'default', State: fake.scheduleState },
    };
  }
  const name = searchParams.get('FunctionName') ?? pathname.split('/')[3] ?? '';
  const fn = fake.functions[name];
  if (fn === undefined) return notFound;
  if (pathname.includes('event-source-mappings'))
    return { json: { EventSourceMappings: mappingsOf(name, fn) } };
  switch (pathname.split('/').at(-1)) {
    case 'configuration':
      return {
        json: {
          FunctionName: name,
          FunctionArn: functionArn(name),
          State: 'Active',
          LastUpdateStatus: 'Successful',
        },
      };
    case 'policy':
      return fn.policy === undefined ? notFound : { json: { Policy: fn.policy } };
    default:
      return { json: { ReservedConcurrentExecutions: fn.concurrency } };
  }
};

const mappingsOf = (name: string, { mappingState }: FakeFunction) =>
  mappingState === undefined
    ? []
    : [{ UUID: `uuid-${name}`, EventSourceArn: 'arn:aws:sqs:x', State: mappingState }];

/** The ARN of a function of the server. */
export const functionArn = (name: string): string =>
  `arn:aws:lambda:eu-west-1:123456789012:function:${name}`;
