import { Aws, CfnCondition, Fn, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Hosts of the console other than that of the commercial regions, by partition. */
const HOSTS = {
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-eusc': 'console.amazonaws-eusc.eu',
};

/** The host of the AWS console, found out when the stack is deployed. */
export const consoleHost = (scope: Construct): string =>
  Object.entries(HOSTS).reduce((otherwise, [partition, host]) => {
    const { logicalId } = conditionOf(Stack.of(scope), partition);
    return Fn.conditionIf(logicalId, host, otherwise).toString();
  }, 'console.aws.amazon.com');

/** One for all services of a stack: the same condition twice is a warning of CloudFormation. */
const conditionOf = (stack: Stack, partition: string): CfnCondition => {
  const id = `GlacierJobNotifierIn-${partition}`;
  const existing = stack.node.tryFindChild(id);
  if (existing instanceof CfnCondition) return existing;
  return new CfnCondition(stack, id, {
    expression: Fn.conditionEquals(Aws.PARTITION, partition),
  });
};
