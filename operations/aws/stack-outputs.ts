import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { ClientConfig } from '../../lambdas/adapters/client-config.ts';

/** What CloudFormation knows of a stack, and where it was asked. */
export interface StackReading {
  readonly region: string;
  /** Absent: there is no such stack. */
  readonly outputs?: Readonly<Record<string, string>>;
}

/**
 * Reads the outputs of a stack.
 *
 * @throws Error as the SDK throws it, when CloudFormation does not answer.
 */
export const readStackOutputs = async (
  stackName: string,
  config: ClientConfig,
): Promise<StackReading> => {
  const client = new CloudFormationClient(config);
  const region = await regionOf(client);
  try {
    const answer = await client.send(new DescribeStacksCommand({ StackName: stackName }));
    const outputs = answer.Stacks?.[0]?.Outputs ?? [];
    const entries = outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]);
    return { region, outputs: Object.fromEntries(entries) };
  } catch (error) {
    if (isMissing(error)) return { region };
    throw error;
  } finally {
    client.destroy();
  }
};

const regionOf = (client: CloudFormationClient): Promise<string> => client.config.region();

// CloudFormation has no code of its own for it.
const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  error.name === 'ValidationError' &&
  /does not exist/.test(error.message);
