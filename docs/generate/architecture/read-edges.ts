import * as z from 'zod';
import { referredId } from '../resource-name.ts';
import type { Resource, Template } from '../synthesize-template.ts';
import type { DiagramEdge } from './diagram.ts';

const Targets = z.array(
  z.object({ Arn: z.unknown(), DeadLetterConfig: z.object({ Arn: z.unknown() }).optional() }),
);

/** Reads from the template along which ways events, and what has failed, travel. */
export const readEdges = ({ Resources }: Template): DiagramEdge[] =>
  Object.entries(Resources).flatMap(([id, { Type, Properties }]) => edgesOf(id, Type, Properties));

const edgesOf = (id: string, type: string, properties: Resource['Properties']): DiagramEdge[] => {
  const { TopicArn, Endpoint, EventSourceArn, FunctionName } = properties;
  switch (type) {
    case 'AWS::SNS::Subscription':
      return [
        ...edge(TopicArn, Endpoint, 'event'),
        ...edge(TopicArn, at(properties, 'RedrivePolicy', 'deadLetterTargetArn'), 'failure'),
      ];
    case 'AWS::Lambda::EventSourceMapping':
      return edge(EventSourceArn, FunctionName, 'event', sourceLabel(EventSourceArn));
    case 'AWS::Lambda::EventInvokeConfig':
      return edge(
        FunctionName,
        at(properties, 'DestinationConfig', 'OnFailure', 'Destination'),
        'failure',
      );
    case 'AWS::SQS::Queue':
      return edge({ Ref: id }, at(properties, 'RedrivePolicy', 'deadLetterTargetArn'), 'failure');
    case 'AWS::Scheduler::Schedule':
      return targetEdges(id, [properties['Target']]);
    case 'AWS::Events::Rule':
      return targetEdges(id, properties['Targets']);
    default:
      return [];
  }
};

const targetEdges = (id: string, targets: unknown): DiagramEdge[] =>
  Targets.parse(targets).flatMap(({ Arn, DeadLetterConfig }) => [
    ...edge({ Ref: id }, Arn, 'event'),
    ...edge({ Ref: id }, DeadLetterConfig?.Arn, 'failure'),
  ]);

const edge = (
  from: unknown,
  to: unknown,
  kind: DiagramEdge['kind'],
  label?: string,
): DiagramEdge[] => {
  const [fromId, toId] = [referredId(from), referredId(to)];
  return fromId === undefined || toId === undefined
    ? []
    : [{ from: fromId, to: toId, kind, label }];
};

const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, name) => z.record(z.string(), z.unknown()).safeParse(inner).data?.[name],
    value,
  );

const sourceLabel = (source: unknown): string | undefined =>
  JSON.stringify(source).includes('StreamArn') ? 'stream' : undefined;
