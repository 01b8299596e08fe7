/** Names a job distinguishably: by its description, else by the end of its id. */
export type NameJob = (jobId: string, description?: string | null) => string;

/** Opens an empty list of names. */
export const createJobNames = (): NameJob => {
  const descriptions = new Map<string, string>();
  return (jobId, description) => {
    // The tag of a group is no part of a name.
    if (description) descriptions.set(jobId, description.replace(/ \[group:\S+\]$/, ''));
    const known = descriptions.get(jobId);
    return known === undefined ? `job ...${jobId.slice(-6)}` : `"${known}"`;
  };
};
