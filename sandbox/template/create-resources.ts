import * as z from 'zod';
import { account } from './account.ts';
import type { CloudTemplate, TemplateResource } from './cloud-template.ts';
import type { CreatedResource, ResourceRequest } from './created-resource.ts';
import { type References, resolveValue } from './resolve-value.ts';
import { templateReferences } from './template-references.ts';

/** Creates resources of one type. */
export type ResourceMaker = (
  request: ResourceRequest,
) => CreatedResource | Promise<CreatedResource>;

/** What to create and who creates it. */
export interface CreateResourcesRequest {
  readonly stackName: string;
  readonly template: CloudTemplate;
  readonly makers: Readonly<Record<string, ResourceMaker>>;
}

/**
 * Creates every resource of a template, each after those it refers to, and resolves the outputs.
 *
 * @throws Error that names every resource type which the sandbox neither wires nor knows to be
 * without meaning on one machine, before anything is created.
 */
export const createResources = async (
  request: CreateResourcesRequest,
): Promise<Readonly<Record<string, string>>> => {
  const { template, makers } = request;
  assertKnownTypes(template, makers);
  const created = new Map<string, Promise<CreatedResource>>();
  const create = (logicalId: string): Promise<CreatedResource> => {
    const known = created.get(logicalId);
    if (known !== undefined) return known;
    const creation = createOne(request, logicalId, { references, create });
    created.set(logicalId, creation);
    return creation;
  };
  const references = templateReferences({ stackName: request.stackName, template, create });
  await Promise.all(Object.keys(template.Resources).map(create));
  return resolveOutputs(template, references);
};

const assertKnownTypes = (
  template: CloudTemplate,
  makers: Readonly<Record<string, ResourceMaker>>,
): void => {
  const unknown = Object.entries(template.Resources)
    .filter(([, { Type }]) => !findMaker(makers, Type) && !meaninglessTypes.has(Type))
    .map(([logicalId, { Type }]) => `${Type} (${logicalId})`);
  if (unknown.length > 0) {
    throw new Error(`The sandbox does not support the resource type ${unknown.join(', ')}`);
  }
};

/** Custom resources have types of their own names, and one way to be created. */
const findMaker = (
  makers: CreateResourcesRequest['makers'],
  type: string,
): ResourceMaker | undefined =>
  makers[type.startsWith('Custom::') ? 'AWS::CloudFormation::CustomResource' : type];

interface Others {
  readonly references: References;
  create(logicalId: string): Promise<CreatedResource>;
}

const createOne = async (
  { template, makers, stackName }: CreateResourcesRequest,
  logicalId: string,
  { references, create }: Others,
): Promise<CreatedResource> => {
  const resource = template.Resources[logicalId];
  if (resource === undefined) throw new Error(`The template has no resource ${logicalId}`);
  const maker = findMaker(makers, resource.Type);
  if (maker === undefined) return placeholder(logicalId, resource);
  await Promise.all([resource.DependsOn].flat().map(create));
  const properties = z
    .record(z.string(), z.unknown())
    .parse(await resolveValue(resource.Properties, references));
  const path = pathOf(logicalId, resource, stackName);
  return maker({ logicalId, type: resource.Type, path, properties });
};

const placeholder = (logicalId: string, { Type }: TemplateResource): CreatedResource => {
  const service = Type.split('::')[1]?.toLowerCase() ?? 'aws';
  const arn = `arn:${account.partition}:${service}:${account.region}:${account.id}:${logicalId}`;
  return { ref: logicalId, attributes: { Arn: arn } };
};

const pathOf = (logicalId: string, { Metadata }: TemplateResource, stackName: string): string => {
  const path = Metadata['aws:cdk:path'];
  if (typeof path !== 'string') return logicalId;
  return path.replace(new RegExp(`^${stackName}/(?:Default/)?`), '').replace(/\/Resource$/, '');
};

const resolveOutputs = async (template: CloudTemplate, references: References) => {
  const entries = await Promise.all(
    Object.entries(template.Outputs).map(
      async ([name, { Value }]) => [name, String(await resolveValue(Value, references))] as const,
    ),
  );
  return Object.fromEntries(entries);
};

/**
 * Lists the resource types that do nothing on one machine: permissions, encryption, logs, alarms.
 *
 * Nothing is denied and nothing is encrypted in the sandbox, so a missing permission shows only in
 * AWS. What does work is wired by `resources/`.
 */
const meaninglessTypes: ReadonlySet<string> = new Set([
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::QueryDefinition',
  'AWS::Scheduler::ScheduleGroup',
  'AWS::SQS::QueuePolicy',
]);
