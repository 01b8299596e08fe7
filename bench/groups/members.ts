import { vaultArn } from '../../sandbox/template/account.ts';

/** The group of all members. */
export const group = 'wave-1';

/** The id of a member. */
export const idOf = (number: number): string => String(number).padStart(92, 'x');

/** A member's row of the Jobs table; one in a hundred is pending. */
export const aMember = (number: number) => {
  const [status, statusKey] =
    number % 100 === 0 ? ['InProgress', 'InProgress#Bulk'] : ['Succeeded', 'Succeeded'];
  const at = new Date(Date.now() - number).toISOString();
  const key = { vaultArn: vaultArn('photos'), jobId: idOf(number), group, statusKey };
  const places = { groupSort: `${statusKey}#${at}`, statusSince: at, firstSeenAt: at };
  const facts = { status, action: 'ArchiveRetrieval', tier: 'Bulk', creationDate: at };
  return { ...key, ...places, ...facts, transitions: [{ status, at, source: 'notice' }] };
};
