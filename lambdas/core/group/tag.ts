/** What the name of a group may be: 1 to 64 letters, digits, dots, underscores and hyphens. */
export const GROUP_NAME = /^[A-Za-z0-9._-]{1,64}$/;

const TAG = /\[group:([A-Za-z0-9._-]{1,64})\]$/;

/**
 * Returns the group that a job's description names in a tag at its end, if it names one.
 *
 * Glacier repeats the description in every record of a job, so a job's group is the same to every source.
 */
export const readGroupTag = (jobDescription: string | undefined): string | undefined =>
  TAG.exec(jobDescription ?? '')?.[1];

/** Appends the tag of a group to a description, unless the description already ends with it. */
export const addGroupTag = (description: string | undefined, group: string): string =>
  readGroupTag(description) === group
    ? (description ?? '')
    : [description ?? '', `[group:${group}]`].filter((part) => part !== '').join(' ');
