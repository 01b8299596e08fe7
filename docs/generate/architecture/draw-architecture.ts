import { instance } from '@viz-js/viz';
import type { Template } from '../synthesize-template.ts';
import { mergeEdges } from './merge-edges.ts';
import { readOutside } from './outside.ts';
import { readEdges } from './read-edges.ts';
import { readNodes } from './read-nodes.ts';
import { readUses } from './read-uses.ts';
import { writeDot } from './write-dot.ts';

/** Draws the resources of the template and what goes between them. */
export const drawArchitecture = async (template: Template): Promise<string> => {
  const outside = readOutside(template);
  const nodes = [...outside.nodes, ...readNodes(template)];
  const edges = [...readEdges(template), ...readUses(template), ...outside.edges];
  const viz = await instance();
  return viz.renderString(writeDot(nodes, mergeEdges(edges, nodes)), { format: 'svg' });
};
