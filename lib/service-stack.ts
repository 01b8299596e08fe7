import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { GlacierJobNotifier, type GlacierJobNotifierProps } from './glacier-job-notifier.ts';

/** The props of the stack. */
export interface ServiceStackProps extends StackProps {
  /** The settings, for example as `readSettings` reads them from the context. */
  readonly settings: GlacierJobNotifierProps;
}

/** A stack with only the service, as deployed by `bin/app.ts`. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { settings, ...props }: ServiceStackProps) {
    super(scope, id, {
      description: 'Tracks Amazon Glacier jobs and notifies subscribers of every status change.',
      ...props,
    });
    // The id "Default" leaves no trace in logical ids and in the names of outputs.
    new GlacierJobNotifier(this, 'Default', settings);
  }
}
