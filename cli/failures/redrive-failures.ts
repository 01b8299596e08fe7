import { createDynamoClient } from '../../lambdas/adapters/dynamo/client.ts';
import { createDynamoJobStore } from '../../lambdas/adapters/dynamo/job-store.ts';
import { createRecorder } from '../../lambdas/core/job/record.ts';
import { redriveDelivery } from '../../operations/redrive/deliveries.ts';
import { redriveEvent } from '../../operations/redrive/events.ts';
import type { FailedMessage } from '../../operations/redrive/failure-queue.ts';
import { redriveNotice } from '../../operations/redrive/notices.ts';
import {
  type Redriven,
  type RedriveOutcome,
  type RedriveReport,
  redrive,
} from '../../operations/redrive/redrive.ts';
import { createReplayPorts } from '../deliveries/replay-ports.ts';
import type { Service } from '../deployment/service.ts';
import type { Context } from '../framework/context.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import type { Output } from '../framework/output/output.ts';
import { printable } from '../framework/output/printable.ts';
import { createEventsTopic } from './events-topic.ts';
import { type Failures, openFailureQueue } from './failure-queues.ts';

type Handle = (message: FailedMessage) => Promise<RedriveOutcome>;

type CreateHandle = (service: Service, output: Output) => Handle | Promise<Handle>;

/** Records the notices of FailedNoticesQueue. */
const notices: CreateHandle = ({ outputs, place, settings, clock, clientConfig }) => {
  const dynamo = createDynamoClient(clientConfig('dynamodb'));
  const deps = {
    record: createRecorder(createDynamoJobStore(dynamo, outputs.JobsTableName), settings),
    scope: { ...place, vaults: settings.vaults },
    now: clock.now,
  };
  return (message) => redriveNotice(message, deps);
};

/** Publishes the events of FailedEventsQueue. */
const events: CreateHandle = async (service, output) => {
  const { jobs, entries, endpoints, queue } = createReplayPorts(service, output);
  const topic = createEventsTopic(service);
  const deps = { jobs, entries, endpoints: await endpoints.list(), topic, queue };
  return (message) => redriveEvent(message, deps);
};

/** Puts the messages of DeliveryDeadLetterQueue back into DeliveryQueue. */
const deliveries: CreateHandle = (service, output) => {
  const ports = createReplayPorts(service, output);
  return (message) => redriveDelivery(message, ports);
};

const HANDLES: Readonly<Record<Failures, CreateHandle>> = { notices, events, deliveries };

/** Redrives every message of a failure queue as the functions would, and reports each one and the total. */
export const redriveFailures = async (
  { output, signal, connect }: Context,
  failures: Failures,
): Promise<ExitCode> => {
  const service = await connect();
  const { fault, ...report } = await redrive({
    queue: openFailureQueue(service, failures),
    handle: await HANDLES[failures](service, output),
    onHandled: (redriven) => {
      if (!output.isJson) output.print(describe(redriven));
    },
    isEnding: () => signal.aborted,
  });
  if (output.isJson) output.json(report);
  else reportTotal(report, failures, output);
  if (fault !== undefined) throw fault;
  return report.left === 0 && report.isWhole ? EXIT.ok : EXIT.failure;
};

const reportTotal = ({ done, left, isWhole }: RedriveReport, kind: Failures, output: Output) => {
  if (done + left === 0 && isWhole) {
    output.note(`No failed ${kind} found.`);
    return;
  }
  output.print(`Redrove ${done} failed ${kind}; ${left} remain in the queue.`);
  if (!isWhole) output.note('The queue may contain more: run the command again.');
};

const describe = (redriven: Redriven): string =>
  redriven.kind === 'done'
    ? `done   ${printable(redriven.note)}`
    : `kept   ${redriven.messageId}: ${printable(redriven.reason)}`;
