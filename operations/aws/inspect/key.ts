import { DescribeKeyCommand, GetKeyPolicyCommand, KMSClient } from '@aws-sdk/client-kms';
import type { ClientConfig } from '../../../lambdas/adapters/client-config.ts';
import type { KeyFacts } from '../../doctor/facts.ts';
import { isMissing } from './unless-missing.ts';

/** Looks at a key, unless it does not exist: `kms:DescribeKey` and `kms:GetKeyPolicy`. */
export const inspectKey = async (
  keyId: string,
  config: ClientConfig,
): Promise<KeyFacts | undefined> => {
  const client = new KMSClient(config);
  try {
    const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId: keyId }));
    const { Arn: arn = keyId, KeyState: state = 'Unknown', KeyManager } = KeyMetadata ?? {};
    const isAwsManaged = KeyManager === 'AWS';
    if (isAwsManaged) return { arn, state, isAwsManaged, policy: undefined };
    const { Policy } = await client.send(
      new GetKeyPolicyCommand({ KeyId: arn, PolicyName: 'default' }),
    );
    return { arn, state, isAwsManaged, policy: Policy };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};
