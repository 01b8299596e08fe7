import { instance } from '@viz-js/viz';
import type { Template } from '../synthesize-template.ts';
import { mergeEdges } from './merge-edges.ts';
import { readOutside } from './outside.ts';
import { readEdges } from './read-edges.ts';
import { readNodes } from './read-nodes.ts';
import { readUses } from './read-uses.ts';
import { splitDiagram } from './split-diagram.ts';
import { writeDot } from './write-dot.ts';

/** Draws the resources of the template and what flows between them, in two pictures. */
export const drawArchitecture = async (
  template: Template,
): Promise<Record<'recording' | 'delivery', string>> => {
  const outside = readOutside(template);
  const nodes = [...outside.nodes, ...readNodes(template)];
  const edges = [...readEdges(template), ...readUses(template), ...outside.edges];
  const { recording, delivery } = splitDiagram(nodes, mergeEdges(edges, nodes));
  const viz = await instance();
  return {
    recording: viz.renderString(writeDot(recording), { format: 'svg' }),
    delivery: viz.renderString(writeDot(delivery), { format: 'svg' }),
  };
};
