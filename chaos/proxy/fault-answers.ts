import type { Outable } from './proxied-request.ts';

/** An answer that a service gives, or that is given instead. */
export interface ProxyAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

const DYNAMODB = 'com.amazonaws.dynamodb.v20120810#';

/** How each service says that there are too many requests, or that it has failed. */
const ERRORS = {
  throttled: {
    status: 400,
    dynamodb: `${DYNAMODB}ProvisionedThroughputExceededException`,
    sns: 'Throttling',
    others: 'ThrottlingException',
  },
  failed: {
    status: 500,
    dynamodb: `${DYNAMODB}InternalServerError`,
    sns: 'InternalError',
    others: 'ServiceUnavailable',
  },
} as const;

/** Writes a service's own refusal. */
export const refuse = (service: Outable, why: keyof typeof ERRORS): ProxyAnswer => {
  const { status, dynamodb, sns, others } = ERRORS[why];
  if (service === 'sns') {
    const error = `<Error><Type>Receiver</Type><Code>${sns}</Code><Message>${why}</Message></Error>`;
    const body = Buffer.from(`<ErrorResponse>${error}</ErrorResponse>`);
    return { status, headers: { 'content-type': 'text/xml' }, body };
  }
  const code = service === 'dynamodb' ? dynamodb : others;
  const body = Buffer.from(JSON.stringify({ __type: code, code, message: why, type: 'Server' }));
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body };
};
