/** How long a secret that is rotated out goes on signing, unless the operator chooses, in hours. */
export const DEFAULT_GRACE_HOURS = 24;
