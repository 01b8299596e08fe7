/** Gives jobs names that a reader can tell apart: their descriptions, else the ends of their ids. */
export interface JobNames {
  name(jobId: string, description?: string | null): string;
}

/** Opens an empty list of names. */
export const createJobNames = (): JobNames => {
  const descriptions = new Map<string, string>();
  return {
    name: (jobId, description) => {
      if (description) descriptions.set(jobId, description);
      const known = descriptions.get(jobId);
      return known === undefined ? `job ...${jobId.slice(-6)}` : `"${known}"`;
    },
  };
};
