import { Aws, CfnCondition, Fn, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Console hosts by partition, except for the commercial Regions. */
const HOSTS = {
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-eusc': 'console.amazonaws-eusc.eu',
};

/** The host of the AWS console, determined at deployment. */
export const consoleHost = (scope: Construct): string =>
  Object.entries(HOSTS).reduce((otherwise, [partition, host]) => {
    const { logicalId } = conditionOf(Stack.of(scope), partition);
    return Fn.conditionIf(logicalId, host, otherwise).toString();
  }, 'console.aws.amazon.com');

/** One for all services of a stack: CloudFormation warns of duplicate conditions. */
const conditionOf = (stack: Stack, partition: string): CfnCondition => {
  const id = `GlacierJobNotifierIn-${partition}`;
  const existing = stack.node.tryFindChild(id);
  if (existing instanceof CfnCondition) return existing;
  return new CfnCondition(stack, id, {
    expression: Fn.conditionEquals(Aws.PARTITION, partition),
  });
};
