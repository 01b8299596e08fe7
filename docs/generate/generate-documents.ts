import { drawArchitecture } from './architecture/draw-architecture.ts';
import { drawDashboard } from './dashboard/draw-dashboard.ts';
import { readDashboard } from './dashboard/read-dashboard.ts';
import { listMetrics } from './metrics/list-metrics.ts';
import { synthesizeTemplate } from './synthesize-template.ts';

/** A document below `docs/` as it has to be. */
export interface GeneratedDocument {
  readonly file: string;
  readonly text: string;
}

/** Makes every document that is generated, in memory. */
export const generateDocuments = async (): Promise<GeneratedDocument[]> => {
  const template = synthesizeTemplate();
  return [
    { file: 'architecture.svg', text: await drawArchitecture(template) },
    { file: 'dashboard.svg', text: drawDashboard(readDashboard(template)) },
    { file: 'metrics.md', text: listMetrics(template) },
  ];
};
