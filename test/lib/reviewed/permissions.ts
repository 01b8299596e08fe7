import type { Template } from 'aws-cdk-lib/assertions';
import { show } from '../synthesize.ts';
import { inOneLine, type ReviewedResource, resourcesOf } from './describe-template.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** Lists who may do what on what, one line a statement. */
export const describePermissions = (template: Template): string =>
  `${resourcesOf(template).flatMap(permissionsOf).sort().join('\n')}\n`;

const permissionsOf = (resource: ReviewedResource): readonly string[] => {
  const { Type, Properties = {} } = resource;
  const name = nameOf(resource);
  const attached = (Properties['ManagedPolicyArns'] ?? []) as readonly unknown[];
  switch (Type) {
    case 'AWS::IAM::Role':
      return [
        ...statements(Properties['AssumeRolePolicyDocument']).map((one) =>
          line({ on: name, ...one }),
        ),
        ...attached.map((policy) => `${name} has ${inOneLine(policy)}`),
      ];
    case 'AWS::IAM::Policy':
    case 'AWS::IAM::ManagedPolicy':
      return statements(Properties['PolicyDocument']).map((one) =>
        line({ who: holderOf(name, Properties['Roles']), ...one }),
      );
    case 'AWS::SNS::TopicPolicy':
    case 'AWS::SQS::QueuePolicy':
      return statements(Properties['PolicyDocument']).map(line);
    case 'AWS::KMS::Key':
      return statements(Properties['KeyPolicy']).map((one) => line({ ...one, on: name }));
    case 'AWS::Lambda::Permission':
      return [lambdaPermission(Properties)];
    default:
      return [];
  }
};

interface Line {
  readonly effect: string;
  readonly who?: string;
  readonly actions: string;
  readonly on?: string;
  readonly condition: string;
}

const line = ({ effect, who = 'all', actions, on = 'all', condition }: Line): string =>
  `${who} ${effect} ${actions} on ${on}${condition}`;

const statements = (document: unknown): readonly Line[] =>
  (document as { readonly Statement: readonly Statement[] }).Statement.map(
    ({ Effect, Action, Resource, Principal, Condition }) => ({
      effect: Effect === 'Deny' ? 'MUST NOT' : 'may',
      actions: [Action].flat().join(', '),
      condition: Condition === undefined ? '' : ` if ${inOneLine(Condition)}`,
      ...(Principal === undefined ? {} : { who: principal(Principal) }),
      ...(Resource === undefined ? {} : { on: [Resource].flat().map(inOneLine).join(', ') }),
    }),
  );

const principal = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : Object.values(value as object)
        .flat()
        .map(show)
        .join(', ');

/** A policy that a role has is listed under the role. */
const holderOf = (name: string, roles: unknown): string =>
  roles === undefined ? name : [roles].flat().map(inOneLine).join(', ');

const lambdaPermission = ({
  Principal,
  Action,
  FunctionName,
  SourceArn,
  ...others
}: Readonly<Record<string, unknown>>) =>
  line({
    effect: 'may',
    who: String(Principal),
    actions: String(Action),
    on: inOneLine(FunctionName),
    condition: ` if ${inOneLine({ SourceArn, ...others })}`,
  });

const nameOf = ({ id }: ReviewedResource): string => `{${id.replace(/[0-9A-F]{8}$/, '')}}`;
