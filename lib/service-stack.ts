import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { GlacierJobNotifier, type GlacierJobNotifierProps } from './glacier-job-notifier.ts';

/** What a deployment is told. */
export interface ServiceStackProps extends StackProps {
  /** The settings, for example as `readSettings` reads them from the context. */
  readonly settings: GlacierJobNotifierProps;
}

/** A stack of the service alone, as `bin/app.ts` deploys it. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { settings, ...props }: ServiceStackProps) {
    super(scope, id, props);
    // The id "Default" leaves no trace in logical ids and in the names of outputs.
    new GlacierJobNotifier(this, 'Default', settings);
  }
}
