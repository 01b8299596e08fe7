import { drawArchitecture } from './architecture/draw-architecture.ts';
import { generateEvents } from './events/generate-events.ts';
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
  const { recording, delivery } = await drawArchitecture(template);
  return [
    { file: 'architecture-recording.svg', text: recording },
    { file: 'architecture-delivery.svg', text: delivery },
    { file: 'metrics.md', text: listMetrics(template) },
    ...generateEvents(),
  ];
};
