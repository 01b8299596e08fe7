import type { JobIndex } from '../../lambdas/core/polling/ports.ts';

/** A typical entry, and what half a read unit reads. */
const ENTRY_BYTES = 400;
const HALF_UNIT_BYTES = 4096;

const unitsOf = (entries: number): number =>
  0.5 * Math.max(1, Math.ceil((entries * ENTRY_BYTES) / HALF_UNIT_BYTES));

/** Reads an index, and counts the read units that DynamoDB charges for each query. */
export const meterIndex = (index: JobIndex, charge: (units: number) => void): JobIndex => ({
  span: async (statusKey) => {
    const span = await index.span(statusKey);
    charge(unitsOf(1) * (span ? 2 : 1));
    return span;
  },
  page: async (range, startKey) => {
    const page = await index.page(range, startKey);
    charge(unitsOf(page.jobs.length));
    return page;
  },
});
