import { isPublishing, type Service } from './proxied-request.ts';

/** An answer that a service gives, or that is given instead. */
export interface ProxyAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

interface AwsError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const asJson = ({ status, code, message }: AwsError): ProxyAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: Buffer.from(JSON.stringify({ __type: code, code, message, type: 'Server' })),
});

const asXml = ({ status, code, message }: AwsError): ProxyAnswer => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: Buffer.from(
    `<ErrorResponse><Error><Type>Receiver</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  ),
});

/** Writes a service's own refusal of too many requests. */
export const throttled = (service: Service, operation: string): ProxyAnswer => {
  if (service === 'dynamodb') {
    const code = 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException';
    return asJson({ status: 400, code, message: 'Too many requests' });
  }
  const error = { status: 400, code: 'ThrottlingException', message: 'Rate exceeded' };
  return isPublishing(operation) ? asXml({ ...error, code: 'Throttling' }) : asJson(error);
};

/** Writes the answer of a service that has failed. */
export const failed = (service: Service, operation: string): ProxyAnswer => {
  if (service === 'dynamodb') {
    const code = 'com.amazonaws.dynamodb.v20120810#InternalServerError';
    return asJson({ status: 500, code, message: 'Internal server error' });
  }
  const error = { status: 503, code: 'ServiceUnavailable', message: 'Service unavailable' };
  return isPublishing(operation) ? asXml({ ...error, code: 'InternalError' }) : asJson(error);
};
