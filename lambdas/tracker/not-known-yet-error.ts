/** Glacier does not know yet a job that CloudTrail says was started; asking again may help. */
export class JobNotKnownYetError extends Error {
  override readonly name = 'JobNotKnownYetError';
}
