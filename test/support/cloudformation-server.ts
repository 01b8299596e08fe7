import { text } from 'node:stream/consumers';
import { startLocalServer } from '../../sandbox/glacier/api/local-server.ts';

/** A stack's outputs, or the error that CloudFormation answers instead. */
export type StackAnswer =
  | Readonly<Record<string, string>>
  | { readonly code: string; readonly message: string };

const isError = (answer: StackAnswer): answer is { code: string; message: string } =>
  'code' in answer;

const renderOutputs = (outputs: Readonly<Record<string, string>>): string =>
  Object.entries(outputs)
    .map(([key, value]) => {
      const shown = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      return `<member><OutputKey>${key}</OutputKey><OutputValue>${shown}</OutputValue></member>`;
    })
    .join('');

const renderStack = (name: string, outputs: Readonly<Record<string, string>>): string =>
  `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>${name}</StackName>
  <CreationTime>2026-03-14T00:00:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus>
  <Outputs>${renderOutputs(outputs)}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;

const renderError = (code: string, message: string): string =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`;

const HOLDER = `<LogicalResourceId>Outputs1A2B3C4D</LogicalResourceId>
  <ResourceType>AWS::CloudFormation::WaitConditionHandle</ResourceType>`;

/** The resource that holds outputs in its metadata, which only DescribeStackResource returns. */
const renderHolder = (action: string, metadata: object): string =>
  action === 'ListStackResources'
    ? `<ListStackResourcesResponse><ListStackResourcesResult><StackResourceSummaries><member>${HOLDER}</member>
  </StackResourceSummaries></ListStackResourcesResult></ListStackResourcesResponse>`
    : `<DescribeStackResourceResponse><DescribeStackResourceResult><StackResourceDetail>${HOLDER}
  <Metadata>${JSON.stringify(metadata)}</Metadata></StackResourceDetail></DescribeStackResourceResult></DescribeStackResourceResponse>`;

/** Answers as CloudFormation does, for these stacks and for those with resources with this metadata. */
export const startCloudFormation = (
  stacks: Readonly<Record<string, StackAnswer>>,
  metadata: Readonly<Record<string, object>> = {},
) =>
  startLocalServer(async (request, response) => {
    const query = new URLSearchParams(await text(request));
    const name = query.get('StackName') ?? '';
    const action = query.get('Action') ?? '';
    const held = metadata[name];
    if (held !== undefined && action !== 'DescribeStacks') {
      response.writeHead(200, { 'content-type': 'text/xml' });
      response.end(renderHolder(action, held));
      return;
    }
    const answer = stacks[name] ?? {
      code: 'ValidationError',
      message: `Stack with id ${name} does not exist`,
    };
    response.writeHead(isError(answer) ? 400 : 200, { 'content-type': 'text/xml' });
    response.end(
      isError(answer) ? renderError(answer.code, answer.message) : renderStack(name, answer),
    );
  }, 0);
