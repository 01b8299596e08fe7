import type { SeenEvidence } from '../../core/evidence/evidence.ts';
import type { KnownJob } from '../../core/polling/ports.ts';

/** Whether a listed job says more than is recorded of it: nothing is written otherwise. */
export const isNews = (
  { statusCode }: Pick<SeenEvidence, 'statusCode'>,
  known: KnownJob | undefined,
): boolean => {
  if (known === undefined || known.vaultMissingSince !== undefined) return true;
  if (statusCode === 'InProgress') return false;
  return known.status === 'Expired' || known.statusCode !== statusCode;
};
