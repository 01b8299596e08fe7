import { GlacierClient, InitiateJobCommand, type JobParameters } from '@aws-sdk/client-glacier';
import type { Initiated, InitiateJob, JobRequest } from '../core/initiation.ts';
import type { ClientConfig } from './client-config.ts';
import { requireVault } from './glacier-vault.ts';

/** What a failed InitiateJob means; see `docs/glacier-errors.md` for the codes. */
const KINDS: Readonly<Record<string, Exclude<Initiated['kind'], 'started'> | 'credentials'>> = {
  ThrottlingException: 'busy',
  Throttling: 'busy',
  RequestLimitExceeded: 'busy',
  TooManyRequestsException: 'busy',
  SlowDown: 'busy',
  InsufficientCapacityException: 'hopeless',
  PolicyEnforcedException: 'hopeless',
  NoLongerSupportedException: 'hopeless',
  ResourceNotFoundException: 'refused',
  InvalidParameterValueException: 'refused',
  MissingParameterValueException: 'refused',
  LimitExceededException: 'refused',
  AccessDeniedException: 'credentials',
  CredentialsProviderError: 'credentials',
  TokenProviderError: 'credentials',
  ExpiredTokenException: 'credentials',
  UnrecognizedClientException: 'credentials',
  InvalidSignatureException: 'credentials',
  MissingAuthenticationTokenException: 'credentials',
};

/** Errors of a connection that never came about: no request has left. */
const UNSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

const REMEDIES: Readonly<Record<string, string>> = {
  InsufficientCapacityException:
    'Glacier has no capacity for Expedited retrievals now: use --tier Standard, try again later, or buy provisioned capacity.',
  PolicyEnforcedException:
    "The account's data retrieval policy does not allow this retrieval now: see aws glacier get-data-retrieval-policy --account-id -, use --tier Bulk, or go on later.",
  NoLongerSupportedException: 'Glacier serves this account no more.',
};

/** Creates what starts jobs; its client never repeats a request by itself. */
export const createGlacierInitiation = (config: ClientConfig): InitiateJob => {
  const client = new GlacierClient({
    ...config,
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: 5000,
      requestTimeout: 30_000,
      throwOnRequestTimeout: true,
    },
  });
  return async (request) => {
    const { accountId, vaultName } = requireVault(request.vaultArn);
    const jobParameters = toParameters(request);
    try {
      const answer = await client.send(
        new InitiateJobCommand({ accountId, vaultName, jobParameters }),
      );
      return readJobId(answer.jobId);
    } catch (error) {
      return readFailure(error);
    }
  };
};

const readJobId = (jobId: string | undefined): Initiated =>
  jobId
    ? { kind: 'started', jobId }
    : { kind: 'unsure', message: 'Glacier answered without an id' };

const toParameters = (request: JobRequest): JobParameters => {
  const { archiveId, tier, description, byteRange, snsTopic, format, startDate, endDate } = request;
  const common = { Description: description, SNSTopic: snsTopic };
  if (archiveId !== undefined) {
    const what = { ArchiveId: archiveId, Tier: tier, RetrievalByteRange: byteRange };
    return { Type: 'archive-retrieval', ...common, ...what };
  }
  const dates = { StartDate: startDate, EndDate: endDate };
  return {
    Type: 'inventory-retrieval',
    ...common,
    Format: format,
    ...((startDate ?? endDate) !== undefined && { InventoryRetrievalParameters: dates }),
  };
};

const readFailure = (error: unknown): Initiated => {
  if (!(error instanceof Error)) throw error;
  const { name, message } = error;
  if (/^vault not found/i.test(message)) return { kind: 'hopeless', message: `${message}.` };
  if (/^invalid vault name/i.test(message)) {
    const why = 'the archive is not in this vault: its id belongs to another one. Name that vault';
    return { kind: 'refused', message: `${why}; ${name}: ${message}` };
  }
  const kind = KINDS[name] ?? (isUnsent(error) ? 'credentials' : 'unsure');
  if (kind === 'credentials') throw error;
  return { kind, message: REMEDIES[name] ?? `${name}: ${message}` };
};

const isUnsent = (error: Error): boolean => UNSENT.has(String(Reflect.get(error, 'code')));
