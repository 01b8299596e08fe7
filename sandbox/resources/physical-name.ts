/** Makes the name of a resource that the template leaves unnamed, as CloudFormation does. */
export const physicalName = (stackName: string, logicalId: string, limit: number): string =>
  `${stackName}-${logicalId}`.slice(0, limit);
