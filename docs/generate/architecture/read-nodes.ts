import { nameOf, pathOf } from '../resource-name.ts';
import type { Resource, Template } from '../synthesize-template.ts';
import type { DiagramNode, NodeKind } from './diagram.ts';

const FOURTEEN_DAYS = 1_209_600;

/** Lists the resources that are drawn: those that keep something, or do something. */
export const readNodes = (template: Template): DiagramNode[] =>
  Object.entries(template.Resources).flatMap(([id, resource]) => {
    const kind = kindOf(resource);
    if (kind === undefined) return [];
    const path = pathOf(template, id);
    const name = kind === 'function' ? functionName(resource) : labelOf(template, id, resource);
    return [{ id, kind, name, group: path.length > 0 ? path[0] : undefined }];
  });

const kindOf = ({ Type, Properties }: Resource): NodeKind | undefined => {
  switch (Type) {
    case 'AWS::Lambda::Function':
      return 'function';
    case 'AWS::DynamoDB::Table':
      return 'table';
    case 'AWS::SQS::Queue':
      return isForFailures(Properties) ? 'failures' : 'queue';
    case 'AWS::SNS::Topic':
      return 'topic';
    case 'AWS::Scheduler::Schedule':
      return 'clock';
    case 'AWS::Events::Rule':
      return 'rule';
    default:
      return undefined;
  }
};

const isForFailures = (properties: Resource['Properties']): boolean =>
  properties['MessageRetentionPeriod'] === FOURTEEN_DAYS && !('RedrivePolicy' in properties);

const functionName = ({ Properties }: Resource): string => {
  const found = /"POWERTOOLS_SERVICE_NAME":"([^"]+)"/.exec(JSON.stringify(Properties));
  return found?.[1] ?? 'function';
};

const labelOf = (template: Template, id: string, { Type, Properties }: Resource): string => {
  const name = nameOf(template, id);
  switch (Type) {
    case 'AWS::DynamoDB::Table':
      return `${name} table`;
    case 'AWS::Scheduler::Schedule':
      return scheduleName(Properties);
    case 'AWS::Events::Rule':
      return 'EventBridge rule';
    default:
      return name;
  }
};

const scheduleName = ({ ScheduleExpression, Target }: Resource['Properties']): string => {
  const rate = String(ScheduleExpression)
    .replace(/rate\((.+)\)/, 'every $1')
    .replace('every 1 ', 'every ');
  const what = /\{\\"(\w+)\\"/.exec(JSON.stringify(Target))?.[1];
  return what === undefined ? rate : `${what}, ${rate}`;
};
