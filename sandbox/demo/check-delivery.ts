import type { ReceivedRequest } from '../receiver/received-request.ts';
import type { DemoEndpoint, DemoEvidence } from './evidence.ts';
import { type CheckedPromise, checkEach } from './promise.ts';

/** Checks what subscribers got against what is recorded. */
export const checkDelivery = (evidence: DemoEvidence): readonly CheckedPromise[] => {
  const { received, records, published } = evidence;
  return [
    checkEach(
      'every transition is published to the events topic',
      transitionsOf(evidence),
      (step) => (findEvent(evidence, step) === undefined ? describe(step) : undefined),
    ),
    checkEach(
      'every event reaches every subscribed webhook, byte for byte',
      dueOf(evidence),
      (due) => {
        const accepted = acceptedOf(received, due);
        const isSame = accepted.every(({ body }) => body.toString('utf8') === due.body);
        return accepted.length > 0 && isSame ? undefined : `${due.type} at ${due.path}`;
      },
    ),
    checkEach('without crashes, no webhook receives an event twice', dueOf(evidence), (due) =>
      acceptedOf(received, due).length > 1 ? `${due.type} at ${due.path}` : undefined,
    ),
    checkEach('no webhook receives an unpublished event', received, ({ webhookId, path }) =>
      published.some(({ id }) => id === webhookId) ? undefined : `${webhookId} at ${path}`,
    ),
    checkEach('every signature is accepted by the official library', received, (request) =>
      request.verified ? undefined : `${request.path}: ${request.refusal}`,
    ),
    checkEach('(e) a failed delivery is retried with the same event', [received], checkRetry),
    checkEach('every delivery is recorded as delivered', records.deliveries, (delivery) =>
      delivery.state === 'delivered' ? undefined : `${delivery.eventId} is ${delivery.state}`,
    ),
    checkEach('the failure queues are empty', [records.failures], (count) =>
      count === 0 ? undefined : `${count} messages`,
    ),
  ];
};

interface Step {
  readonly jobId: string;
  readonly sequence: number;
  readonly status: string;
}

const transitionsOf = ({ records }: DemoEvidence): readonly Step[] =>
  records.jobs.flatMap(({ jobId, transitions }) =>
    transitions.map(({ status }, index) => ({ jobId, status, sequence: index + 1 })),
  );

const findEvent = ({ published }: DemoEvidence, step: Step) =>
  published.find(
    ({ data }) =>
      data.jobId === step.jobId && data.sequence === step.sequence && data.status === step.status,
  );

const describe = ({ jobId, status }: Step): string => `${status} of ${jobId.slice(-6)}`;

interface Due {
  readonly id: string;
  readonly type: string;
  readonly body: string;
  readonly path: string;
}

/** Each published event with each endpoint that wants it. */
const dueOf = ({ published, endpoints }: DemoEvidence): readonly Due[] =>
  endpoints.flatMap(({ path, eventTypes }: DemoEndpoint) =>
    published
      .filter(({ type }) => eventTypes.includes(type))
      .map(({ id, type, body }) => ({ id, type, body, path })),
  );

const acceptedOf = (received: readonly ReceivedRequest[], due: Due): readonly ReceivedRequest[] =>
  received.filter(
    ({ path, webhookId, verified, answeredStatus }) =>
      path === due.path && webhookId === due.id && verified && answeredStatus === 200,
  );

const checkRetry = (received: readonly ReceivedRequest[]): string | undefined => {
  const failed = received.find(({ answeredStatus }) => answeredStatus === 500);
  const again = received.find(
    (request) =>
      request.path === failed?.path &&
      request.webhookId === failed.webhookId &&
      request.answeredStatus === 200,
  );
  if (failed === undefined) return 'no request received a 500 response';
  return again === undefined || !again.body.equals(failed.body)
    ? `${failed.webhookId} was not retried`
    : undefined;
};
