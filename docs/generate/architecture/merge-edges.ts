import type { DiagramEdge, DiagramNode } from './diagram.ts';

/** An edge between two nodes, in one direction or in both. */
export interface MergedEdge {
  readonly from: string;
  readonly to: string;
  readonly labels: readonly string[];
  readonly kind: DiagramEdge['kind'];
  readonly isBothWays: boolean;
}

const RANK = { event: 0, use: 1, question: 2, failure: 3 };

/** Draws all that goes between the same two nodes together, and what goes to a failure queue as that. */
export const mergeEdges = (
  edges: readonly DiagramEdge[],
  nodes: readonly DiagramNode[],
): MergedEdge[] => {
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const known = edges
    .filter(({ from, to }) => kinds.has(from) && kinds.has(to))
    .map((edge) =>
      kinds.get(edge.to) === 'failures'
        ? { ...edge, kind: 'failure' as const, label: undefined }
        : edge,
    );
  const sources = new Set(known.flatMap(({ from, kind }) => (kind === 'event' ? [from] : [])));
  const pairs = Map.groupBy(known, ({ from, to, kind }) =>
    [kind === 'failure', ...[from, to].toSorted()].join(),
  );
  return [...pairs.values()].flatMap((pair) => mergeOne(pair, sources));
};

/** Of two directions, draws the one towards a node that triggers another from left to right. */
const mergeOne = (edges: readonly DiagramEdge[], sources: ReadonlySet<string>): MergedEdge[] => {
  const onward = (edge: DiagramEdge) => (sources.has(edge.to) ? 0 : 1);
  const [first] = edges.toSorted((a, b) => RANK[a.kind] - RANK[b.kind] || onward(a) - onward(b));
  if (first === undefined) return [];
  const { from, to, kind } = first;
  const labels = edges.flatMap(({ label }) => label ?? []);
  const isBothWays = edges.some((edge) => edge.from === to);
  return [{ from, to, kind, labels: [...new Set(labels)], isBothWays }];
};
