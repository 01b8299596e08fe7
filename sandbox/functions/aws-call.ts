import * as z from 'zod';

/** What a role needs for one request to AWS. */
export interface AwsUse {
  /** As in a policy, such as `dynamodb:GetItem`. */
  readonly action: string;
  /** The table (with `/index/` and its index), the queue's URL, the topic's or stack's ARN, the bus, or the vault. */
  readonly resources: readonly string[];
}

/** One request of a function to AWS. */
export interface AwsCall extends AwsUse {
  /** The invocation in which it was made; none while the code was loaded. */
  readonly requestId: string | undefined;
}

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  header(name: string): string | undefined;
}

/** Reads what a request asks of AWS; a webhook asks nothing. */
export const readAwsUse = (request: WireRequest): AwsUse | undefined => {
  const [protocol, operation = ''] = request.header('x-amz-target')?.split('.') ?? [];
  if (protocol === 'AmazonSQS') return queueCall(operation, request.body);
  if (protocol === 'AWSEvents') {
    // The entries of a request of ours are all for one bus.
    const [, bus = ''] = /"EventBusName":"([^"]+)"/.exec(request.body) ?? [];
    return { action: `events:${operation}`, resources: [bus] };
  }
  if (protocol !== undefined) return tableCall(operation, request.body);
  if (request.header('x-amz-glacier-version') !== undefined) return glacierCall(request);
  const [, service] = SIGNED_FOR.exec(request.header('authorization') ?? '') ?? [];
  return service === undefined ? undefined : formCall(service, request.body);
};

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html
const SIGNED_FOR = /^AWS4\S+ Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\/aws4_request/;

type Members = Readonly<Record<string, unknown>>;

const readJson = (body: string): Members => {
  const members: Members = JSON.parse(body);
  return members;
};

// The batch forms are calls of their own, but no actions of their own.
const queueCall = (operation: string, body: string): AwsUse => ({
  action: `sqs:${operation.replace(/Batch$/, '')}`,
  resources: [String(readJson(body)['QueueUrl'])],
});

const formCall = (service: string, body: string): AwsUse => {
  const form = new URLSearchParams(body);
  const action = form.get('Action') ?? '';
  const resource = form.get(service === 'sns' ? 'TopicArn' : 'StackName') ?? '';
  return { action: `${service}:${action.replace(/Batch$/, '')}`, resources: [resource] };
};

// A transaction is no action of its own; each of its writes has one.
const tableCall = (operation: string, body: string): AwsUse => ({
  action: `dynamodb:${operation === 'TransactWriteItems' ? 'PutItem' : operation}`,
  resources: tablesIn(body),
});

const Transaction = z.object({
  TransactItems: z.array(z.record(z.string(), z.object({ TableName: z.string() }))),
});

const tablesIn = (body: string): string[] => {
  const { TableName, IndexName, RequestItems } = readJson(body);
  if (typeof RequestItems === 'object' && RequestItems !== null) return Object.keys(RequestItems);
  const { success, data } = Transaction.safeParse(readJson(body));
  if (success) {
    const tables = data.TransactItems.flatMap((item) => Object.values(item));
    return [...new Set(tables.map((table) => table.TableName))];
  }
  const index = IndexName === undefined ? '' : `/index/${String(IndexName)}`;
  return [`${String(TableName)}${index}`];
};

const VAULT_PATH = /^\/[^/]+\/vaults(?:\/([^/?]+)(?:\/([^/?]+))?(?:\/([^/?]+))?)?/;

const GLACIER_OPERATIONS: Readonly<Record<string, string>> = {
  'GET jobs': 'ListJobs',
  'POST jobs': 'InitiateJob',
  'GET jobs/one': 'DescribeJob',
  'GET notification-configuration': 'GetVaultNotifications',
  'PUT notification-configuration': 'SetVaultNotifications',
  'DELETE notification-configuration': 'DeleteVaultNotifications',
};

const glacierCall = ({ method, path }: WireRequest): AwsUse => {
  const [, vault, part = '', one] = VAULT_PATH.exec(path) ?? [];
  if (vault === undefined) return { action: 'glacier:ListVaults', resources: ['*'] };
  const route = `${method} ${part}${one === undefined ? '' : '/one'}`;
  // An operation that has no name here is allowed by no policy, and so is noticed.
  return { action: `glacier:${GLACIER_OPERATIONS[route] ?? route}`, resources: [vault] };
};
