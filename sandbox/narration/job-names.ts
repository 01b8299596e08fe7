/** Names a job distinguishably: by its description, else by the end of its id. */
export type NameJob = (jobId: string, description?: string | null) => string;

/** Opens an empty list of names. */
export const createJobNames = (): NameJob => {
  const descriptions = new Map<string, string>();
  return (jobId, description) => {
    if (description) descriptions.set(jobId, description);
    const known = descriptions.get(jobId);
    return known === undefined ? `job ...${jobId.slice(-6)}` : `"${known}"`;
  };
};
