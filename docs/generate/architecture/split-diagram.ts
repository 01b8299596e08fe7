import type { DiagramNode } from './diagram.ts';
import type { MergedEdge } from './merge-edges.ts';

/** The nodes and edges of one picture. */
export interface Diagram {
  readonly title: string;
  /** Which way the ranks run: from left to right, or from top to bottom. */
  readonly direction: 'LR' | 'TB';
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly MergedEdge[];
}

/** The constructs that deliver events; all others record jobs. */
const DELIVERY = ['FanOut', 'Sender', 'Redeliver', 'EventsTopic'];

/** Splits a diagram into the recording of jobs and the delivery of events. Refuses an unconnected node. */
export const splitDiagram = (
  nodes: readonly DiagramNode[],
  edges: readonly MergedEdge[],
): Readonly<Record<'recording' | 'delivery', Diagram>> => {
  const groups = new Map(nodes.map(({ id, group = '' }) => [id, group]));
  const delivers = ({ from, to }: MergedEdge) =>
    [from, to].some((id) => DELIVERY.includes(groups.get(id) ?? ''));
  const connected = (part: readonly MergedEdge[]) => {
    const ids = new Set(part.flatMap(({ from, to }) => [from, to]));
    return { nodes: nodes.filter(({ id }) => ids.has(id)), edges: part };
  };
  const recording = connected(edges.filter((edge) => !delivers(edge)));
  const delivery = connected(edges.filter(delivers));
  const lost = nodes.find(
    (node) => !recording.nodes.includes(node) && !delivery.nodes.includes(node),
  );
  if (lost !== undefined) throw new Error(`The architecture diagram has no edge for ${lost.name}.`);
  return {
    recording: { title: 'Recording jobs', direction: 'LR', ...recording },
    delivery: { title: 'Delivering events', direction: 'TB', ...delivery },
  };
};
