import * as z from 'zod';

const probability = z.number().min(0).max(1);
const span = z.int().min(0);

/** The faults of the simulator; a probability is a number from 0 (never) to 1 (always). */
export const faultSettingsSchema = z.strictObject({
  /** A notice is never published. */
  loseNotices: probability,
  /** A notice is published twice. */
  doubleNotices: probability,
  /** A notice is published `delayNoticesMs` after the completion. */
  delayNotices: probability,
  /** How late a delayed notice is. */
  delayNoticesMs: span,
  /** A call is refused with 403 AccessDeniedException. */
  denyAccess: probability,
  /** A call is refused with 400 ThrottlingException. */
  throttle: probability,
  /** A call fails with 500 ServiceUnavailableException. */
  failService: probability,
  /** A call fails with a 503 that is HTML, as a load balancer answers. */
  failGateway: probability,
  /** One bit of an output is wrong. */
  corruptOutput: probability,
  /** An answer with an output has half of the bytes that were asked for. */
  shortenOutput: probability,
  /** The connection breaks in the middle of an output. */
  resetOutput: probability,
  /** A job younger than this is unknown to DescribeJob, ListJobs and GetJobOutput. */
  hideJobsForMs: span,
});

/** Which faults are on. */
export type FaultSettings = z.infer<typeof faultSettingsSchema>;

/** All faults off. */
export const NO_FAULTS: FaultSettings = {
  loseNotices: 0,
  doubleNotices: 0,
  delayNotices: 0,
  delayNoticesMs: 0,
  denyAccess: 0,
  throttle: 0,
  failService: 0,
  failGateway: 0,
  corruptOutput: 0,
  shortenOutput: 0,
  resetOutput: 0,
  hideJobsForMs: 0,
};
