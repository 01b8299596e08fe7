import { bootVaultNotifications } from '../functions/claiming.ts';
import { createFunction } from '../functions/lambda.ts';
import type { Checks } from '../invariants/checks.ts';
import { NOTICE_TOPIC } from '../ports/vaults.ts';
import type { Service } from '../service.ts';
import { invokeAsync } from '../sources/async-invocation.ts';

const HALF_HOUR_MS = 1_800_000;
const FUNCTION = 'VaultNotificationsFunction';

/** CloudFormation's end of the custom resource, which claims vaults and releases them. */
export interface Stack {
  /** Deploys the stack for these vaults, and repeats the deployment until it succeeds. */
  readonly deploy: (vaultNames: readonly string[]) => Promise<void>;
  /** Takes a vault out of the stack now and then, and puts it back half an hour later. */
  readonly updateNowAndThen: (vaultNames: readonly string[]) => void;
}

/** Creates a stack that is not deployed yet. */
export const createStack = (service: Service, checks: Checks): Stack => {
  const { time, random, faults, skewMs } = service.world;
  const answers = new Map<string, string>();
  const fn = createFunction({
    name: FUNCTION,
    time,
    timeoutMs: service.deployment.functionOf(FUNCTION).timeoutMs,
    skewMs,
    onError: checks.onError,
    boot: bootVaultNotifications(service, ({ RequestId, Status }) =>
      answers.set(RequestId, Status),
    ),
  });
  let requests = 0;
  let before: readonly string[] = [];
  const request = async (vaultNames: readonly string[]): Promise<boolean> => {
    requests += 1;
    const RequestId = `request-${requests}`;
    const event = {
      RequestType: requests === 1 ? 'Create' : 'Update',
      ResponseURL: 'https://answers.example/1',
      StackId: 'arn:aws:cloudformation:eu-west-1:123456789012:stack/S/1',
      RequestId,
      LogicalResourceId: 'VaultNotifications',
      ResourceProperties: propertiesOf(vaultNames),
      OldResourceProperties: propertiesOf(before),
    };
    await invokeAsync(fn, event, { maximumRetries: 2, maximumEventAgeMs: 2 * HALF_HOUR_MS, time });
    return answers.get(RequestId) === 'SUCCESS';
  };
  const deploy = async (vaultNames: readonly string[]): Promise<void> => {
    while (!(await request(vaultNames))) await time.sleep(60_000);
    before = vaultNames;
    checks.onDeployed(vaultNames, service.vaults.announces);
  };
  const updateNowAndThen = (vaultNames: readonly string[]) => {
    const update = async () => {
      if (faults.happens('vault released', 0.7)) {
        const released = pick(vaultNames, random());
        await deploy(vaultNames.filter((name) => name !== released));
        await time.sleep(HALF_HOUR_MS);
        await deploy(vaultNames);
      }
      time.after(HALF_HOUR_MS, () => void update());
    };
    void update();
  };
  return { deploy, updateNowAndThen };
};

const pick = <Item>(items: readonly Item[], chance: number): Item | undefined =>
  items[Math.floor(chance * items.length)];

const propertiesOf = (vaultNames: readonly string[]) => ({
  Manage: 'true',
  TopicArn: NOTICE_TOPIC,
  IsOwnTopic: 'true',
  VaultsGiven: 'true',
  Vaults: vaultNames,
});
