import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Service } from './service.ts';
import { CONTEXT_KEY, FROM_CONTEXT } from './settings/gather-context.ts';
import type { Settings } from './settings/settings.ts';

/** The props of the stack. */
export interface ServiceStackProps extends StackProps {
  /** The settings, for example as `readSettings` reads them from the context. */
  readonly settings: Settings;
}

/** A stack with only the service, as deployed by `bin/app.ts`. */
export class ServiceStack extends Stack {
  /** The service. */
  readonly service: Service;

  constructor(scope: Construct, id: string, { settings, ...props }: ServiceStackProps) {
    super(scope, id, {
      description: 'Tracks Amazon Glacier jobs and notifies subscribers of every status change.',
      ...props,
    });
    // The id "Default" leaves no trace in logical ids and in the names of outputs.
    const origin = { prefix: [CONTEXT_KEY], sentence: FROM_CONTEXT };
    this.service = new Service(this, 'Default', () => settings, origin);
  }
}
