import { Names } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

const CONTEXT_KEY = 'glacier-job-notifier:metrics-namespace';

/**
 * Gives every part of a service, all that is below the construct, a namespace for metrics of its own.
 *
 * It holds the stack's name, and the way to the construct where that is not the stack's only one, so
 * that two services in one account and region never add up each other's metrics.
 */
export const chooseMetricsNamespace = (service: Construct): void => {
  const name = Names.uniqueResourceName(service, { maxLength: 128, separator: '-' });
  service.node.setContext(CONTEXT_KEY, `GlacierJobNotifier/${name}`);
};

/** The namespace for metrics of the service that a construct is a part of. */
export const metricsNamespace = (part: Construct): string => {
  const namespace: unknown = part.node.tryGetContext(CONTEXT_KEY);
  if (typeof namespace === 'string') return namespace;
  throw new Error(
    `${part.node.path} is no part of a GlacierJobNotifier, so its metrics have no place`,
  );
};
