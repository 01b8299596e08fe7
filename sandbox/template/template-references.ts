import { account, stackId } from './account.ts';
import type { CloudTemplate } from './cloud-template.ts';
import type { CreatedResource } from './created-resource.ts';
import { type References, resolveValue } from './resolve-value.ts';

/** A template, and the way to the resources that it declares. */
export interface TemplateReferencesRequest {
  readonly stackName: string;
  readonly template: CloudTemplate;
  create(logicalId: string): Promise<CreatedResource>;
}

/** Answers a template's references from its pseudo parameters, parameters and created resources. */
export const templateReferences = (request: TemplateReferencesRequest): References => {
  const pseudoParameters = pseudoParametersOf(request.stackName);
  const references: References = {
    ref: async (name) => {
      if (pseudoParameters.has(name)) return pseudoParameters.get(name);
      const parameter = request.template.Parameters[name];
      return parameter === undefined ? (await request.create(name)).ref : parameter.Default;
    },
    attribute: async (logicalId, name) => {
      const value = (await request.create(logicalId)).attributes[name];
      if (value === undefined) {
        throw new Error(`The sandbox does not support the attribute ${name} of ${logicalId}`);
      }
      return value;
    },
    condition: async (name) => {
      const condition = request.template.Conditions[name];
      return (await resolveValue(condition, references)) === true;
    },
  };
  return references;
};

const pseudoParametersOf = (stackName: string): ReadonlyMap<string, string | undefined> => {
  const { partition, region, id } = account;
  return new Map([
    ['AWS::Region', region],
    ['AWS::AccountId', id],
    ['AWS::Partition', partition],
    ['AWS::URLSuffix', 'amazonaws.com'],
    ['AWS::StackName', stackName],
    ['AWS::StackId', stackId(stackName)],
    ['AWS::NoValue', undefined],
  ]);
};
