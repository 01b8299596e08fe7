import type { Template } from '../synthesize-template.ts';
import type { DiagramEdge, DiagramNode } from './diagram.ts';

/** The node of Glacier. */
export const GLACIER = 'Glacier';

const TRAIL = 'CloudTrail';
const TEAMS = 'Teams';
const ENDPOINTS = 'Receivers';

const NODES: readonly DiagramNode[] = [
  { id: GLACIER, kind: 'outside', name: 'Amazon Glacier' },
  { id: TRAIL, kind: 'outside', name: 'CloudTrail' },
  { id: TEAMS, kind: 'outside', name: 'your teams' },
  { id: ENDPOINTS, kind: 'outside', name: 'your webhook endpoints' },
];

/** By what a resource with a neighbour outside is told from others of its type. */
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
    type: 'AWS::SNS::Topic',
    mark: 'Events of Glacier jobs',
    edge: (from) => ({ from, to: TEAMS, kind: 'event', label: 'events' }),
  },
  {
    type: 'AWS::Lambda::Function',
    mark: 'WEBHOOK_TIMEOUT_SECONDS',
    edge: (from) => ({ from, to: ENDPOINTS, kind: 'event', label: 'signed HTTPS' }),
  },
];

/** Who stands outside of the template, and what they exchange with its resources. */
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
