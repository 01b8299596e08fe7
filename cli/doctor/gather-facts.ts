import { createOperatorGlacierClient } from '../../lambdas/adapters/glacier/client.ts';
import { createSnsClient } from '../../lambdas/adapters/messaging/sns-client.ts';
import { createSqsClient } from '../../lambdas/adapters/messaging/sqs-client.ts';
import { countMessages } from '../../operations/aws/inspect/queue-depth.ts';
import { createTopicInspector } from '../../operations/aws/inspect/topic.ts';
import { createVaultInspector } from '../../operations/aws/inspect/vault.ts';
import type { DoctorFacts, QueueFacts, VaultFacts } from '../../operations/doctor/facts.ts';
import { commandScope } from '../deployment/command-scope.ts';
import type { Service } from '../deployment/service.ts';
import { listVaultNames } from '../deployment/vault-names.ts';
import { FAILURE_QUEUES } from '../failures/failure-queues.ts';
import { holdsOnlyUnusable } from '../failures/unusable-failures.ts';
import type { Output } from '../framework/output/output.ts';
import { lookUp } from './look-up.ts';
import { gatherPartFacts } from './part-facts.ts';
import { createSandboxParts } from './sandbox-parts.ts';
import { createStackParts } from './stack-parts.ts';
import { createTableFacts } from './table-facts.ts';

/** Gathers all facts that the doctor examines; read-only. */
export const gatherFacts = async (service: Service, output: Output): Promise<DoctorFacts> => {
  const { outputs, place, clientConfig, clock, deployment } = service;
  const { NoticeTopicArn } = outputs;
  const inspector = createTopicInspector(createSnsClient(clientConfig('sns')), NoticeTopicArn);
  const tables = createTableFacts(service, output);
  const topic = await lookUp(inspector.topic);
  const parts =
    deployment === undefined
      ? createSandboxParts(service)
      : createStackParts(deployment, clock.now());
  const [partFacts, vaults, subscriptions, queues, completions, endpoints, overdue] =
    await Promise.all([
      gatherPartFacts(parts, { topic, hasGroups: outputs.GroupsTableName !== undefined }),
      lookUp(() => inspectVaults(service)),
      lookUp(inspector.subscriptions),
      lookUp(() => countFailures(service)),
      lookUp(tables.completions),
      lookUp(tables.endpoints),
      lookUp(tables.overdue),
    ]);
  return {
    ...partFacts,
    scope: commandScope(service),
    accountId: place.accountId,
    noticeTopicArn: NoticeTopicArn,
    vaults,
    topic,
    subscriptions,
    queues,
    completions,
    endpoints,
    overdue,
    damaged: tables.damaged(),
  };
};

const inspectVaults = async (service: Service): Promise<readonly VaultFacts[]> => {
  const names = await listVaultNames(service);
  const inspect = createVaultInspector(
    createOperatorGlacierClient(service.clientConfig('glacier')),
  );
  const { default: PQueue } = await import('p-queue');
  // Few at a time: AWS publishes no limit for these calls.
  const queue = new PQueue({ concurrency: 4 });
  return queue.addAll(names.map((name) => () => inspect(name)));
};

const FAILURES = ['notices', 'events', 'deliveries'] as const;

const countFailures = (service: Service): Promise<readonly QueueFacts[]> => {
  const sqs = createSqsClient(service.clientConfig('sqs'));
  return Promise.all(
    FAILURES.map(async (failures) => {
      const name = FAILURE_QUEUES[failures];
      const messages = await countMessages(sqs, service.outputs[`${name}Url`]);
      // Reading takes more permissions than counting; without them the doctor advises a redrive.
      const isUnusable =
        messages > 0 && (await holdsOnlyUnusable(service, failures).catch(() => false));
      return { name, messages, isUnusable };
    }),
  );
};
