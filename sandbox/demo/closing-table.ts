import type { DemoEvidence } from './evidence.ts';

const header = ['', 'job', 'status', 'transitions', 'deliveries'];

/** Returns the final table of the demo: each job with its status and deliveries. */
export const closingTable = (evidence: DemoEvidence): string => {
  const rows = evidence.scenes
    .toSorted((a, b) => a.letter.localeCompare(b.letter))
    .map(({ letter, name, jobId }) => {
      const row = evidence.records.jobs.find((job) => job.jobId === jobId);
      const steps = row?.transitions.map(({ status, source }) =>
        // The source of the outcome distinguishes notices, polls and readers.
        /^(Succeeded|Failed)$/.test(status) ? `${status} (${source})` : status,
      );
      return [
        `(${letter})`,
        name,
        row?.status ?? 'not recorded',
        steps?.join(', ') ?? '',
        deliveriesOf(evidence, jobId),
      ];
    });
  return alignColumns([header, ...rows]);
};

const deliveriesOf = ({ records, published }: DemoEvidence, jobId: string): string => {
  const eventIds = new Set(
    published.filter(({ data }) => data.jobId === jobId).map(({ id }) => id),
  );
  const deliveries = records.deliveries.filter(({ eventId }) => eventIds.has(eventId));
  const delivered = deliveries.filter(({ state }) => state === 'delivered').length;
  const attempts = deliveries.reduce((sum, { attemptCount }) => sum + attemptCount, 0);
  return `${delivered} of ${deliveries.length} in ${attempts} attempts`;
};

const alignColumns = (rows: readonly (readonly string[])[]): string => {
  const widths = header.map((_name, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
