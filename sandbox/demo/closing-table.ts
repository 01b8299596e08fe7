import { hang } from '../narration/fit-width.ts';
import type { DemoEvidence } from './evidence.ts';

const header = ['', 'job', 'status', 'deliveries'];

/** Returns the final table of the demo: each job with its status, deliveries and transitions. */
export const closingTable = (evidence: DemoEvidence, width: number): string => {
  const rows = evidence.scenes.map(({ letter, name, jobId }) => {
    const row = evidence.records.jobs.find((job) => job.jobId === jobId);
    const steps = row?.transitions.map(({ status, source }) =>
      // The source of the outcome distinguishes notices, polls and readers.
      /^(Succeeded|Failed)$/.test(status) ? `${status} (${source})` : status,
    );
    const cells = [`(${letter})`, name, row?.status ?? '', deliveriesOf(evidence, jobId)];
    return { cells, transitions: steps?.join(', ') ?? 'not recorded' };
  });
  const all = [{ cells: header, transitions: 'transitions' }, ...rows];
  // The last transition is the status.
  const columns = width < 80 ? [0, 1] : [0, 1, 2, 3];
  const widthOf = (column: number) =>
    Math.max(...all.map(({ cells }) => cells[column]?.length ?? 0));
  const lead = (cells: readonly string[]) =>
    columns.map((column) => `${(cells[column] ?? '').padEnd(widthOf(column))}  `).join('');
  return all.map(({ cells, transitions }) => hang(lead(cells), transitions, width)).join('\n');
};

const deliveriesOf = ({ records, published }: DemoEvidence, jobId: string): string => {
  const eventIds = new Set(
    published.filter(({ data }) => data.jobId === jobId).map(({ id }) => id),
  );
  const deliveries = records.deliveries.filter(({ eventId }) => eventIds.has(eventId));
  const delivered = deliveries.filter(({ state }) => state === 'delivered').length;
  const attempts = deliveries.reduce((sum, { attemptCount }) => sum + attemptCount, 0);
  return `${delivered} of ${deliveries.length} in ${attempts} attempt${attempts === 1 ? '' : 's'}`;
};
