import { App } from 'aws-cdk-lib';
import { Annotations, Template } from 'aws-cdk-lib/assertions';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { ServiceStack } from '../../lib/service-stack.ts';
import { readSettings } from '../../lib/settings/read-settings.ts';

/** Synthesizes the service with these settings, and what is added to its stack; functions are not bundled. */
export const synthesize = (
  glacierJobNotifier: Readonly<Record<string, unknown>> = {},
  addTo: (stack: ServiceStack) => void = () => undefined,
) => {
  const app = new App({
    context: { ...cdkJson.context, glacierJobNotifier, 'aws:cdk:bundling-stacks': [] },
  });
  const stack = new ServiceStack(app, 'GlacierJobNotifier', { settings: readSettings(app.node) });
  addTo(stack);
  return { template: Template.fromStack(stack), annotations: Annotations.fromStack(stack) };
};

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

interface Policy {
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
  readonly Roles?: readonly { readonly Ref: string }[];
}

/** Lists what the role of one construct of the stack may do, each action with its resources. */
export const permissionsOf = (template: Template, construct: string): string[] =>
  allowedBy(
    policiesOf(template).filter(({ Roles }) =>
      Roles?.some(({ Ref }) => Ref.startsWith(`${construct}Role`)),
    ),
  );

/** Lists what the policies named so in the template allow, each action with its resources. */
export const permissionsIn = (template: Template, name: string): string[] =>
  allowedBy(policiesOf(template).filter(({ logicalId }) => logicalId.startsWith(name)));

/** Every policy of the template that a role has, or that can be attached to one. */
export const policiesOf = (template: Template) =>
  ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
    Object.entries(template.findResources(type)).map(([logicalId, { Properties }]) => ({
      logicalId,
      ...(Properties as Policy),
    })),
  );

/** Lists what policies allow, each action with its resources. */
export const allowedBy = (policies: readonly Policy[]): string[] =>
  policies
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap(({ Action, Resource }) =>
      [Action]
        .flat()
        .flatMap((action) => [Resource].flat().map((one) => `${action} on ${show(one)}`)),
    )
    .sort();

/** Writes an intrinsic function as readable text, without the hashes of logical ids. */
export const show = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const {
    Ref,
    'Fn::GetAtt': attribute,
    'Fn::Join': join,
    'Fn::If': choice,
  } = value as Record<string, never>;
  if (Ref) return `{${plain(Ref)}}`;
  if (attribute) return `{${plain(attribute[0])}.${attribute[1]}}`;
  if (join) return (join[1] as unknown[]).map(show).join(join[0]);
  if (choice) return `{${(choice as unknown[]).slice(1).map(show).join(' or ')}}`;
  throw new Error(`No text for ${JSON.stringify(value)}`);
};

const plain = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '');
