import type { Initiated } from '../../operations/jobs/initiation.ts';

/** What a failed InitiateJob means; see `docs/glacier-errors.md` for the codes. */
const KINDS = new Map<string, Exclude<Initiated['kind'], 'started'> | 'credentials'>(
  Object.entries({
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
  } as const),
);

/** A connection that was never established: no request was sent. */
const UNCONNECTED = new Set([
  'connect ECONNREFUSED',
  'connect EHOSTUNREACH',
  'connect ENETUNREACH',
  'getaddrinfo ENOTFOUND',
  'getaddrinfo EAI_AGAIN',
]);

const REMEDIES = new Map(
  Object.entries({
    InsufficientCapacityException:
      'Glacier currently has no capacity for Expedited retrievals: use --tier Standard, try again later, or purchase provisioned capacity.',
    PolicyEnforcedException:
      "The account's data retrieval policy currently does not allow this retrieval: see aws glacier get-data-retrieval-policy --account-id -, use --tier Bulk, or try again later.",
    NoLongerSupportedException: 'Glacier does not serve this account.',
  }),
);

/**
 * Returns what a failed InitiateJob means for its repetition, which may be paid for a second time.
 *
 * @throws the error itself, when it proves that nothing was started and the caller can fix the cause.
 */
export const readInitiationFailure = (error: unknown): Initiated => {
  if (!(error instanceof Error)) throw error;
  const { name, message } = error;
  if (/^vault not found/i.test(message)) return { kind: 'hopeless', message: `${message}.` };
  if (/^invalid vault name/i.test(message)) {
    const why = 'the archive belongs to another vault: specify that vault';
    return { kind: 'refused', message: `${why}; ${name}: ${message}` };
  }
  const kind = KINDS.get(name) ?? (isUnsent(error) ? 'credentials' : 'unsure');
  if (kind === 'credentials') throw error;
  return { kind, message: REMEDIES.get(name) ?? `${name}: ${message}` };
};

// A connection that was established can end with the same codes, after the request was sent.
const isUnsent = (error: NodeJS.ErrnoException): boolean =>
  error instanceof AggregateError
    ? error.errors.length > 0 && error.errors.every(isUnsent)
    : UNCONNECTED.has(`${error.syscall} ${error.code}`);
