import type { DiagramNode, NodeKind } from './diagram.ts';
import type { MergedEdge } from './merge-edges.ts';
import type { Diagram } from './split-diagram.ts';

type Look = Readonly<Record<string, string | number>>;

const KINDS: Readonly<Record<NodeKind, Look>> = {
  function: { shape: 'box', style: 'filled,rounded', fillcolor: '#fde3c8', color: '#d86613' },
  table: { shape: 'cylinder', style: 'filled', fillcolor: '#d6e4f7', color: '#2e73b8' },
  queue: {
    shape: 'cds',
    margin: '0.3,0.12',
    style: 'filled',
    fillcolor: '#fbdce8',
    color: '#c7417b',
  },
  failures: {
    shape: 'cds',
    margin: '0.3,0.12',
    style: 'filled,dashed',
    fillcolor: '#ffffff',
    color: '#c7417b',
  },
  topic: { shape: 'hexagon', style: 'filled', fillcolor: '#fbdce8', color: '#c7417b' },
  clock: { shape: 'ellipse', style: 'filled', fillcolor: '#ece4fa', color: '#7d5bc1' },
  rule: { shape: 'ellipse', style: 'filled', fillcolor: '#ece4fa', color: '#7d5bc1' },
  outside: {
    shape: 'box',
    style: 'filled',
    fillcolor: '#232f3e',
    color: '#232f3e',
    fontcolor: '#ffffff',
  },
};

const EDGES: Readonly<Record<MergedEdge['kind'], Look>> = {
  event: { color: '#16191f', penwidth: 1.8, weight: 4 },
  use: { color: '#5f7fa3' },
  question: { color: '#5f7fa3', fontcolor: '#47627f', style: 'dotted', penwidth: 1.6 },
  failure: { color: '#c7417b', style: 'dashed', constraint: 'false' },
};

/** Writes a diagram in the language of Graphviz. */
export const writeDot = ({ title, direction, nodes, edges }: Diagram): string => {
  const groups = Map.groupBy(nodes, ({ group }) => group);
  const clusters = [...groups].map(([group, members]) =>
    group === undefined || members.length < 2
      ? members.map(writeNode).join('\n')
      : `subgraph ${quote(`cluster_${group}`)} { margin=12; ${members.map(writeNode).join('\n')} ${besideEachOther(members)} }`,
  );
  return `digraph ${quote(title)} {
  graph [rankdir=${direction}, fontname="Helvetica,Arial,sans-serif", bgcolor="#ffffff", pad=0.3, nodesep=0.3, ranksep=0.4, splines=spline]
  graph [style="rounded,filled", color="#e3e6e8", fillcolor="#f7f8f8"]
  node [fontname="Helvetica,Arial,sans-serif", fontsize=12, margin="0.18,0.08", penwidth=1.4]
  edge [fontname="Helvetica,Arial,sans-serif", fontsize=12, arrowsize=0.75]
  ${clusters.join('\n  ')}
  ${edges.map(writeEdge).join('\n  ')}
}`;
};

const writeNode = ({ id, kind, name }: DiagramNode): string =>
  `${quote(id)} [${attributes({ label: name, ...KINDS[kind] })}]`;

/** What a function failed at is drawn below or above it, not before it. */
const besideEachOther = (members: readonly DiagramNode[]): string => {
  const ids = members.filter(({ kind }) => kind === 'function' || kind === 'failures');
  return `{ rank=same; ${ids.map(({ id }) => quote(id)).join('; ')} }`;
};

const writeEdge = ({ from, to, labels, kind, isBothWays }: MergedEdge): string => {
  const label = labels.length === 0 ? '' : `\u00a0${labels.join(', ')}\u00a0`;
  const direction = kind === 'question' ? 'back' : 'forward';
  const look = { ...EDGES[kind], label, dir: isBothWays ? 'both' : direction };
  return `${quote(from)} -> ${quote(to)} [${attributes(look)}]`;
};

const attributes = (look: Look): string =>
  Object.entries(look)
    .map(([name, value]) => `${name}=${quote(String(value))}`)
    .join(', ');

const quote = (text: string): string => `"${text.replaceAll('"', '\\"')}"`;
