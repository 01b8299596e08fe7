import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { describe, expect, it } from 'vitest';
import type { EndpointProps } from '../../../lib/endpoint-props.ts';
import { GlacierJobNotifier } from '../../../lib/glacier-job-notifier.ts';
import { permissionsIn, policiesOf } from '../synthesize.ts';

const TYPE = 'Custom::WebhookEndpoint';

const aNotifier = () => {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Storage');
  const notifier = new GlacierJobNotifier(stack, 'Photos', { vaults: ['photos'] });
  return { stack, notifier, secret: new Secret(stack, 'HookSecret') };
};

const add = (props: Partial<EndpointProps> | object = {}) => {
  const { stack, notifier, secret } = aNotifier();
  notifier.addEndpoint('OnCall', { url: 'https://example.com/hook', secret, ...props });
  return { stack, notifier, secret };
};

const {
  stack: whole,
  notifier: both,
  secret: other,
} = add({
  events: ['glacier.job.failed'],
  filter: { vaultNames: ['photos-*'] },
  headers: { 'X-Team': 'storage' },
  description: 'Pages the team',
  format: 'slack',
  secretVersionId: 'v1',
});
both.addEndpoint('Provider', { url: 'https://example.com/all', secret: other });
const template = Template.fromStack(whole);

it('passes an endpoint to its function, the secret by its ARN alone', () => {
  template.hasResourceProperties(TYPE, {
    ServiceToken: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PhotosManagedEndpointsPr'), 'Arn'] },
    ServiceTimeout: '900',
    Endpoint: {
      url: 'https://example.com/hook',
      eventTypes: ['glacier.job.failed'],
      filter: { vaultNames: ['photos-*'] },
      headers: { 'X-Team': 'storage' },
      description: 'Pages the team',
      format: 'slack',
    },
    SecretArn: { Ref: Match.stringLikeRegexp('^HookSecret') },
    SecretVersionId: 'v1',
    ConstructPath: 'Storage/Photos/ManagedEndpoints/OnCall',
  });
  const Variables = Match.objectLike({ ALLOW_HTTP: 'false', DASHBOARD_URL: Match.anyValue() });
  template.hasResourceProperties('AWS::Lambda::Function', { Environment: { Variables } });
});

it('leaves out what is not given, and takes any id', () => {
  template.hasResourceProperties(TYPE, {
    Endpoint: Match.exact({ url: 'https://example.com/all' }),
    SecretVersionId: Match.absent(),
  });
});

it('reads this secret, writes the rows of managed endpoints, and nothing else', () => {
  const permissions = permissionsIn(template, 'PhotosManagedEndpointsProvider');
  expect(permissions.filter((one) => !one.startsWith('logs:'))).toStrictEqual([
    'dynamodb:DeleteItem on {PhotosEndpointSecretsTable.Arn}',
    'dynamodb:DeleteItem on {PhotosEndpointsTable.Arn}',
    'dynamodb:GetItem on {PhotosEndpointsTable.Arn}',
    'dynamodb:PutItem on {PhotosEndpointSecretsTable.Arn}',
    'dynamodb:PutItem on {PhotosEndpointsTable.Arn}',
    'dynamodb:UpdateItem on {PhotosEndpointSecretsTable.Arn}',
    'dynamodb:UpdateItem on {PhotosEndpointsTable.Arn}',
    'kms:Decrypt on {PhotosEndpointSecretsKey.Arn}',
    'secretsmanager:DescribeSecret on {HookSecret}',
    'secretsmanager:GetSecretValue on {HookSecret}',
  ]);
  const onTables = policiesOf(template)
    .filter(({ logicalId }) => logicalId.startsWith('PhotosManagedEndpointsProvider'))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .filter(({ Action }) => JSON.stringify(Action).includes('dynamodb:'));
  expect(onTables).toHaveLength(2);
  for (const statement of onTables) {
    expect(statement).toMatchObject({
      Condition: {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': 'ep_stack_*' },
        StringEqualsIfExists: { 'dynamodb:ReturnValues': 'NONE' },
      },
    });
  }
});

it('adds nothing to a stack without endpoints, and one function for many', () => {
  const { stack } = aNotifier();
  const without = Object.keys(Template.fromStack(stack).toJSON()['Resources'] as object);
  expect(without.join()).not.toContain('ManagedEndpoints');
  const added = Object.entries(template.toJSON()['Resources'] as Record<string, { Type: string }>)
    .filter(([id]) => !without.includes(id))
    .map(([, { Type }]) => Type);
  expect(added.sort()).toStrictEqual([
    ...['AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::Lambda::Function', 'AWS::Logs::LogGroup'],
    ...[TYPE, TYPE],
  ]);
});

describe('props that are refused', () => {
  it.each([
    [{ url: 'http://example.com/' }, 'url has the scheme http; use https'],
    [{ url: 'https://10.0.0.1/' }, 'url has the address 10.0.0.1, which is not public; use'],
    [
      { events: ['failed'] },
      'events[0] is "failed"; use glacier.job.in_progress, glacier.job.succ',
    ],
    [{ format: 'discord' }, 'format is "discord"; use standard, cloudevents, slack, teams'],
    [{ events: [] }, 'events is empty; specify at least one, or omit it'],
    [{ filter: { tiers: ['Fast'] } }, 'filter.tiers[0] is "Fast"; use Expedited, Standard, Bulk'],
    [{ headers: { Host: 'a' } }, 'headers.Host is reserved'],
    [{ event: [] }, 'has the unknown field event; use url'],
  ])('%j', (props, problem) => {
    expect(() => add(props)).toThrow(problem);
    expect(() => add(props)).toThrow('of the endpoint "Storage/Photos/ManagedEndpoints/OnCall".');
  });

  it('lists all problems', () => {
    expect(() => add({ url: 'x', description: '' })).toThrow(/^url is not.+\ndescription is empty/);
  });
});

it('takes address ranges that are known at deployment only', () => {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Storage');
  const range = new CfnParameter(stack, 'Range').valueAsString;
  const notifier = new GlacierJobNotifier(stack, 'Photos', { webhooks: { allowedCidrs: [range] } });
  const secret = new Secret(stack, 'HookSecret');
  const attempt = () => notifier.addEndpoint('OnCall', { url: 'https://10.0.0.1/', secret });
  expect(attempt).not.toThrow();
});

it('takes a URL that is known at deployment only', () => {
  const { stack, notifier, secret } = aNotifier();
  const { valueAsString: url } = new CfnParameter(stack, 'Url');
  notifier.addEndpoint('OnCall', { url, secret });
  Template.fromStack(stack).hasResourceProperties(TYPE, { Endpoint: { url: { Ref: 'Url' } } });
});
