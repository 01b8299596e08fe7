import { invalidParameter } from '../../api/refusals.ts';
import type { Vault } from '../../vaults/vault.ts';
import type { JobParameters } from './job-parameters.ts';
import type { CommonRequest, InventoryRequest } from './job-request.ts';

/** Checks a request for the list of a vault's archives, and takes the list as it is now. */
export const readInventoryRequest = (
  vault: Vault,
  parameters: JobParameters & { readonly common: CommonRequest },
): InventoryRequest => {
  refuseArchiveParameters(parameters);
  const range = parameters.InventoryRetrievalParameters;
  return {
    ...parameters.common,
    action: 'InventoryRetrieval',
    tier: null,
    format: readFormat(parameters),
    startDate: checkDate(range?.StartDate ?? null),
    endDate: checkDate(range?.EndDate ?? null),
    limit: checkLimit(range?.Limit ?? null),
    marker: range?.Marker ?? null,
    archives: [...vault.archives.values()],
  };
};

const refuseArchiveParameters = ({ ArchiveId, RetrievalByteRange }: JobParameters): void => {
  if (ArchiveId || RetrievalByteRange) {
    throw invalidParameter('An inventory-retrieval job takes no ArchiveId and no byte range.');
  }
};

const readFormat = ({ Format }: JobParameters): 'CSV' | 'JSON' => {
  const format = Format ?? 'JSON';
  if (format !== 'CSV' && format !== 'JSON') {
    throw invalidParameter(`Invalid inventory format: ${format}`);
  }
  return format;
};

const checkDate = (date: string | null): string | null => {
  if (date !== null && Number.isNaN(Date.parse(date))) {
    throw invalidParameter(`Invalid date: ${date}`);
  }
  return date;
};

const checkLimit = (limit: string | null): string | null => {
  if (limit !== null && !/^[1-9]\d*$/.test(limit)) {
    throw invalidParameter(`Invalid limit: ${limit}`);
  }
  return limit;
};
