import type { Template } from '../synthesize-template.ts';
import type { DiagramEdge, DiagramNode } from './diagram.ts';

/** The node of Glacier. */
export const GLACIER = 'Glacier';

const TRAIL = 'CloudTrail';
const DEPLOYMENT = 'CloudFormation';
const TEAMS = 'Teams';
const ENDPOINTS = 'Receivers';

const NODES: readonly DiagramNode[] = [
  { id: GLACIER, kind: 'outside', name: 'Amazon Glacier' },
  { id: TRAIL, kind: 'outside', name: 'CloudTrail' },
  { id: DEPLOYMENT, kind: 'outside', name: 'CloudFormation' },
  { id: TEAMS, kind: 'outside', name: 'subscribers' },
  { id: ENDPOINTS, kind: 'outside', name: 'webhook endpoints' },
];

/** The resources with a neighbour: each is found by its type and a text in its properties. */
const NEIGHBOURS: readonly {
  readonly type: string;
  readonly mark: string;
  readonly edge: (id: string, properties: string) => DiagramEdge;
}[] = [
  {
    type: 'AWS::SNS::TopicPolicy',
    mark: 'glacier.amazonaws.com',
    edge: (_, properties) => {
      const to = /"Topics":\[\{"Ref":"(\w+)"/.exec(properties)?.[1] ?? '';
      return { from: GLACIER, to, kind: 'event', label: 'notice' };
    },
  },
  {
    type: 'AWS::Events::Rule',
    mark: 'via CloudTrail',
    edge: (to) => ({ from: TRAIL, to, kind: 'event', label: 'InitiateJob' }),
  },
  {
    type: 'Custom::VaultNotifications',
    mark: 'ServiceToken',
    edge: (_, properties) => {
      const to = /"ServiceToken":\{"Fn::GetAtt":\["(\w+)"/.exec(properties)?.[1] ?? '';
      return { from: DEPLOYMENT, to, kind: 'event', label: 'deployment' };
    },
  },
  {
    type: 'AWS::SNS::Topic',
    mark: 'Glacier job events',
    edge: (from) => ({ from, to: TEAMS, kind: 'event', label: 'events' }),
  },
  {
    type: 'AWS::Lambda::Function',
    mark: 'WEBHOOK_TIMEOUT_SECONDS',
    edge: (from) => ({ from, to: ENDPOINTS, kind: 'event', label: 'signed HTTPS' }),
  },
];

/** Returns the neighbours of the service, and what they exchange with its resources. */
export const readOutside = ({
  Resources,
}: Template): { readonly nodes: readonly DiagramNode[]; readonly edges: DiagramEdge[] } => {
  const edges = Object.entries(Resources).flatMap(([id, { Type, Properties }]) => {
    const written = JSON.stringify(Properties);
    return NEIGHBOURS.filter(({ type, mark }) => type === Type && written.includes(mark)).map(
      ({ edge }) => edge(id, written),
    );
  });
  return { nodes: NODES, edges };
};
