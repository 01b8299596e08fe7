import { randomUUID } from 'node:crypto';
import { json } from 'node:stream/consumers';
import * as z from 'zod';
import type { SandboxFunction } from '../../functions/start-function.ts';
import { startLocalServer } from '../../glacier/api/local-server.ts';
import { stackId } from '../../template/account.ts';
import type { ResourceMaker } from '../../template/create-resources.ts';
import type { ResourceRequest } from '../../template/created-resource.ts';
import type { StackContext } from '../stack-context.ts';
import { found } from '../stack-registry.ts';

const Properties = z.object({ ServiceToken: z.string() });

const Answer = z.discriminatedUnion('Status', [
  z.object({
    Status: z.literal('SUCCESS'),
    PhysicalResourceId: z.string(),
    Data: z.record(z.string(), z.unknown()).default({}),
  }),
  z.object({ Status: z.literal('FAILED'), Reason: z.string() }),
]);
type Answer = z.output<typeof Answer>;

/**
 * Creates custom resources: invokes the function of each as CloudFormation does, and takes its answer.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html
 */
export const customResourceMaker =
  (context: StackContext): ResourceMaker =>
  async (request) => {
    const { ServiceToken } = Properties.parse(request.properties);
    const fn = found(context.registry.functions, ServiceToken);
    const answer = await askFunction(fn, request, context.stackName);
    if (answer.Status === 'FAILED') {
      throw new Error(`The custom resource ${request.logicalId} failed: ${answer.Reason}`);
    }
    const attributes = Object.entries(answer.Data).map(([name, value]) => [name, String(value)]);
    return { ref: answer.PhysicalResourceId, attributes: Object.fromEntries(attributes) };
  };

const askFunction = async (
  fn: SandboxFunction,
  { logicalId, type, properties }: ResourceRequest,
  stackName: string,
): Promise<Answer> => {
  let given: unknown;
  const server = await startLocalServer(async (request, response) => {
    given = await json(request);
    response.end();
  }, 0);
  try {
    const invocation = await fn.invoke({
      RequestType: 'Create',
      ResponseURL: `${server.url}/answer`,
      StackId: stackId(stackName),
      RequestId: randomUUID(),
      ResourceType: type,
      LogicalResourceId: logicalId,
      ResourceProperties: asText(properties),
    });
    if (given !== undefined) return Answer.parse(given);
    const why = invocation.kind === 'failed' ? `: ${invocation.error.errorMessage}` : '';
    throw new Error(`The function of the custom resource ${logicalId} sent no response${why}`);
  } finally {
    await server.stop();
  }
};

/** CloudFormation keeps maps and lists, and turns all else into text. */
const asText = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asText(item)]));
};
