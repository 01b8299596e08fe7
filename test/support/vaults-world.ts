import type { ResourceAnswer } from '../../lambdas/core/function/resource-answer.ts';
import { GlacierCallError } from '../../lambdas/core/glacier/call-error.ts';
import type { VaultConfiguration, VaultRecord } from '../../lambdas/core/vault/notifications.ts';
import { createVaultNotifications } from '../../lambdas/vault-notifications/handler.ts';
import { createFakeLog } from './fake-telemetry.ts';

/** The topic of the service in these worlds. */
export const OUR_TOPIC = 'arn:aws:sns:eu-west-1:123456789012:notices';

/** A foreign topic. */
export const THEIR_TOPIC = 'arn:aws:sns:eu-west-1:123456789012:theirs';

/** A configuration with all events. */
export const notifies = (
  topicArn: string,
  events: readonly string[] = ['ArchiveRetrievalCompleted', 'InventoryRetrievalCompleted'],
): VaultConfiguration => ({ topicArn, events });

/** What a stack says of its vaults, as CloudFormation passes it on. */
export const properties = (vaults?: '*' | readonly string[], more: object = {}) => ({
  ServiceToken: 'arn:aws:lambda:eu-west-1:123456789012:function:vault-notifications',
  Manage: 'true',
  TopicArn: OUR_TOPIC,
  IsOwnTopic: 'true',
  VaultsGiven: String(vaults !== undefined),
  ...(vaults === undefined || vaults.length === 0 ? {} : { Vaults: vaults }),
  ...more,
});

const notFound = (name: string) =>
  new GlacierCallError(`Vault not found: ${name}`, { cause: undefined, outcome: 'refused' });

type Properties = ReturnType<typeof properties>;
type Call = 'read' | 'set' | 'remove' | 'page' | 'list' | 'keep' | 'forget' | 'ask';

/** Vaults, a stack's memory of them, and CloudFormation's end of the custom resource. */
export const createVaultsWorld = (
  vaults: Readonly<Record<string, VaultConfiguration | undefined>>,
) => {
  const present = new Map(Object.entries(vaults));
  const memory = new Map<string, VaultRecord>();
  const state = { isRollingBack: false };
  const calls: string[] = [];
  const answers: { url: string; answer: ResourceAnswer }[] = [];
  const waits: number[] = [];
  const log = createFakeLog();
  /** What the next calls do instead of their work. */
  let fault: (call: Call, vaultName: string) => Error | 'hangs' | undefined = () => undefined;
  const act = async <Result>(
    call: Call,
    vaultName: string,
    result: () => Result,
  ): Promise<Result> => {
    calls.push(vaultName === '' ? call : `${call} ${vaultName}`);
    const error = fault(call, vaultName);
    if (error === 'hangs') return await new Promise<never>(() => undefined);
    if (error !== undefined) throw error;
    return result();
  };
  const handle = createVaultNotifications({
    vaults: {
      read: (name) =>
        act('read', name, () => {
          if (!present.has(name)) return { kind: 'missing' };
          const configuration = present.get(name);
          return configuration ? { kind: 'set', configuration } : { kind: 'unset' };
        }),
      set: (name, configuration) =>
        act('set', name, () => {
          if (!present.has(name)) throw notFound(name);
          present.set(name, configuration);
        }),
      remove: (name) =>
        act('remove', name, () => {
          if (present.has(name)) present.set(name, undefined);
        }),
    },
    lists: {
      // Two pages, whatever there is.
      listVaults: (_, marker) => {
        const names = [...present.keys()];
        return act('page', '', () =>
          marker === undefined
            ? { names: names.slice(0, 1), next: 'more' }
            : { names: names.slice(1) },
        );
      },
    },
    records: {
      list: () => act('list', '', () => [...memory.values()]),
      keep: (record) =>
        act('keep', record.vaultName, () => void memory.set(record.vaultName, record)),
      forget: (name) => act('forget', name, () => void memory.delete(name)),
    },
    stackState: { isRollingBack: () => act('ask', '', () => state.isRollingBack) },
    answer: (url, answer) => Promise.resolve(void answers.push({ url, answer })),
    stack: { partition: 'aws', region: 'eu-west-1', accountId: '123456789012' },
    wait: (ms) => Promise.resolve(waits.push(ms)),
    log,
  });
  let count = 0;
  const request = async (type: string, more: object, signal = AbortSignal.timeout(60_000)) => {
    count += 1;
    await handle(
      {
        RequestType: type,
        ResponseURL: 'https://answers.example/1',
        StackId: 'arn:aws:cloudformation:eu-west-1:123456789012:stack/S/1',
        RequestId: `request-${count}`,
        LogicalResourceId: 'VaultNotifications',
        ResourceType: 'Custom::VaultNotifications',
        ...more,
      },
      signal,
    );
    return answers.at(-1)?.answer;
  };
  const PhysicalResourceId = 'VaultNotifications';
  return {
    present,
    memory,
    state,
    calls,
    answers,
    waits,
    log,
    request,
    failWith: (next: typeof fault) => {
      fault = next;
    },
    create: (now: Properties, signal?: AbortSignal) =>
      request('Create', { ResourceProperties: now }, signal),
    update: (now: Properties, old: Properties) =>
      request('Update', {
        PhysicalResourceId,
        ResourceProperties: now,
        OldResourceProperties: old,
      }),
    delete: (last: object) => request('Delete', { PhysicalResourceId, ResourceProperties: last }),
  };
};
