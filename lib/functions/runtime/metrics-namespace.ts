import { Names } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

const CONTEXT_KEY = 'glacier-job-notifier:metrics-namespace';

/**
 * Assigns a metrics namespace to the construct and its children.
 *
 * It contains the stack name, and the construct path if the stack has several, so that two services in
 * one account and Region never mix their metrics.
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
    `${part.node.path} is not part of a GlacierJobNotifier, so its metrics have no namespace`,
  );
};
