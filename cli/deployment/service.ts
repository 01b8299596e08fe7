import type { ClientConfig } from '../../lambdas/adapters/client-config.ts';
import type { StackPlace } from '../../registry/stack-place.ts';
import type { Clock } from './clock.ts';
import type { DeploymentOutputs } from './deployment-outputs.ts';
import type { JobSettings } from './job-settings.ts';
import type { FoundSandbox } from './sandbox/find-sandbox.ts';

/** The AWS services that the command talks to. */
export type AwsService = 'dynamodb' | 'eventbridge' | 'glacier' | 'sns' | 'sqs';

/** How a deployment was found. */
export interface FoundDeployment {
  readonly stack: string;
  readonly construct?: string | undefined;
  readonly profile?: string | undefined;
  /** What the clients are created with of AWS services that the sandbox does not have. */
  readonly clientConfig: ClientConfig;
}

/** A deployment, or the running sandbox, and how to reach it. */
export interface Service {
  readonly outputs: DeploymentOutputs;
  readonly place: StackPlace;
  readonly settings: JobSettings;
  readonly clock: Clock;
  /** What the client of an AWS service is created with: see `lambdas/adapters`. */
  readonly clientConfig: (service: AwsService) => ClientConfig;
  /** How the user runs the command, such as `npx glacier-jobs`. */
  readonly commandName: string;
  /** Options by which the command finds the same again, such as `--stack Other`. */
  readonly selfOptions: string;
  /** Absent for the sandbox. */
  readonly deployment?: FoundDeployment | undefined;
  /** The sandbox's own addresses; absent in a deployment. */
  readonly sandbox?:
    | (Pick<FoundSandbox, 'controlUrl' | 'ask'> & { readonly receiverUrl: string })
    | undefined;
}

/** A service before it is known how the user has named it. */
export type FoundService = Omit<Service, 'commandName' | 'selfOptions'>;
