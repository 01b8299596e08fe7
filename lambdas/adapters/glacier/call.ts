import { type CallOutcome, GlacierCallError } from '../../core/glacier/call-error.ts';

/**
 * What each of Glacier's error codes means; `docs/glacier-errors.md` gives the reasons.
 *
 * Codes are matched, not classes: the SDK has none for some of them.
 * @see https://docs.aws.amazon.com/amazonglacier/latest/dev/api-error-responses.html
 */
const OUTCOMES: Readonly<Record<string, CallOutcome>> = {
  ThrottlingException: 'busy',
  Throttling: 'busy',
  RequestLimitExceeded: 'busy',
  TooManyRequestsException: 'busy',
  SlowDown: 'busy',
  ServiceUnavailableException: 'busy',
  InternalServerError: 'busy',
  RequestTimeoutException: 'busy',
  TimeoutError: 'busy',
  AccessDeniedException: 'denied',
  NoLongerSupportedException: 'unsupported',
  MissingParameterValueException: 'refused',
  InvalidParameterValueException: 'refused',
};

/** The codes that Node gives errors of a network that is away. */
export const NETWORK_CODES: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/**
 * Makes a call of Glacier's.
 *
 * @throws GlacierCallError that says what the failure means, instead of the SDK's error.
 */
export const callGlacier = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await call();
  } catch (cause) {
    const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
    throw new GlacierCallError(`Glacier did not respond: ${name}: ${message}`, {
      cause,
      outcome: readOutcome(name, cause),
    });
  }
};

const readOutcome = (name: string, error: unknown): CallOutcome => {
  const isOffline = NETWORK_CODES.has(String(read(error, 'code')));
  return OUTCOMES[name] ?? (isOffline ? 'busy' : outcomeOfStatus(readStatus(error)));
};

// A body that is no JSON (a proxy's or a load balancer's page) reaches us as a SyntaxError: only the
// HTTP status says anything. A 404 in such a form says nothing about a job.
const outcomeOfStatus = (status: unknown): CallOutcome => {
  if (status === 429 || (typeof status === 'number' && status >= 500)) return 'busy';
  return status === 403 ? 'denied' : 'refused';
};

const readStatus = (error: unknown): unknown => read(read(error, '$metadata'), 'httpStatusCode');

const read = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
