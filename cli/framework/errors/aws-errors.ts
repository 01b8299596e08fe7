import { NETWORK_CODES } from '../../../lambdas/adapters/glacier/call.ts';
import { quote } from '../../../operations/shell-command.ts';
import type { GlobalOptions } from '../options/global-options.ts';
import { printable } from '../output/printable.ts';
import { EXIT } from './exit-code.ts';
import type { Explained } from './explained.ts';

type Kind = 'no-credentials' | 'expired' | 'invalid' | 'denied' | 'busy' | 'missing' | 'offline';

/** The options that explanations repeat. */
type KnownOptions = Pick<GlobalOptions, 'profile'>;

/** Codes are matched, not classes: every service has its own, and the SDK has none for some. */
const KINDS: Readonly<Record<string, Kind>> = {
  CredentialsProviderError: 'no-credentials',
  TokenProviderError: 'expired',
  ExpiredToken: 'expired',
  ExpiredTokenException: 'expired',
  RequestExpired: 'expired',
  UnrecognizedClientException: 'invalid',
  InvalidClientTokenId: 'invalid',
  InvalidAccessKeyId: 'invalid',
  InvalidSignatureException: 'invalid',
  SignatureDoesNotMatch: 'invalid',
  MissingAuthenticationTokenException: 'invalid',
  AccessDenied: 'denied',
  AccessDeniedException: 'denied',
  AuthorizationError: 'denied',
  AuthorizationErrorException: 'denied',
  KMSAccessDeniedException: 'denied',
  Throttling: 'busy',
  ThrottlingException: 'busy',
  ThrottledException: 'busy',
  RequestThrottled: 'busy',
  RequestLimitExceeded: 'busy',
  ProvisionedThroughputExceededException: 'busy',
  ServiceUnavailableException: 'busy',
  InternalServerError: 'busy',
  ResourceNotFoundException: 'missing',
  QueueDoesNotExist: 'missing',
  NotFoundException: 'missing',
};

/** Explains an error of an AWS service or its SDK, `undefined` for any other. */
export const explainAwsError = (error: Error, options: KnownOptions): Explained | undefined => {
  if (/region is missing/i.test(error.message)) return unreachable(NO_REGION);
  const kind = kindOf(error);
  return kind === undefined ? undefined : explainKind(kind, error, options);
};

/** Checks whether an error is transient: AWS is throttling, or the network is unreachable. */
export const isPassingAwsError = (error: Error): boolean => {
  const kind = kindOf(error);
  return kind === 'busy' || kind === 'offline';
};

const kindOf = (error: Error): Kind | undefined =>
  KINDS[error.name] ?? (isOffline(error) ? 'offline' : undefined);

const isOffline = (error: Error): boolean =>
  NETWORK_CODES.has(String(Reflect.get(error, 'code'))) || error.name === 'TimeoutError';

const NO_REGION =
  'No AWS Region is configured: specify --region, set AWS_REGION, or configure a Region for the profile.';

const explainKind = (kind: Kind, error: Error, { profile }: KnownOptions): Explained => {
  const text = printable(error.message);
  const signIn = `aws sso login${profile === undefined ? '' : ` --profile ${quote(profile)}`}`;
  switch (kind) {
    case 'no-credentials':
      if (profile !== undefined) {
        return unreachable(
          `No AWS credentials found for the profile ${profile}: check its name with "aws configure list-profiles", or sign in with "${signIn}". (${text})`,
        );
      }
      return unreachable(
        `No AWS credentials found: sign in with "${signIn}", specify --profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. (${text})`,
      );
    case 'expired':
      return unreachable(
        `The AWS credentials have expired: sign in again with "${signIn}". (${text})`,
      );
    case 'invalid':
      return unreachable(`AWS rejected the credentials: check --profile and --region. (${text})`);
    case 'denied':
      return unreachable(explainDenial(text));
    case 'busy':
      return failed(`AWS is throttling requests: try again in a minute. (${text})`);
    case 'missing':
      return unreachable(
        `A resource named in the stack outputs does not exist: check --region and --stack. (${text})`,
      );
    case 'offline':
      return unreachable(`AWS cannot be reached: check the network and --region. (${text})`);
  }
};

/** Most denials name the missing action, but not all. */
const explainDenial = (text: string): string => {
  const [, action] = /perform: ([a-z0-9-]+:[A-Za-z*]+)/.exec(text) ?? [];
  const what =
    action === undefined ? 'A permission is missing' : `The permission ${action} is missing`;
  return `${what}: attach a policy from docs/security.md, or use another --profile. (${text})`;
};

const unreachable = (message: string): Explained => ({ message, exitCode: EXIT.unreachable });

const failed = (message: string): Explained => ({ message, exitCode: EXIT.failure });
