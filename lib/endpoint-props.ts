import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';

/** Narrows the events of an endpoint; every field that is given must match. */
export interface EndpointFilter {
  /** Names of vaults; `*` matches any characters. @default - every vault */
  readonly vaultNames?: string[];
  /** `ArchiveRetrieval`, `InventoryRetrieval` or `Select`. @default - every action */
  readonly actions?: string[];
  /** `Expedited`, `Standard` or `Bulk`. @default - every tier */
  readonly tiers?: string[];
  /** How the description of a job begins. @default - every description */
  readonly descriptionPrefix?: string;
  /** Names of groups; `*` matches any characters. @default - every group, and jobs without one */
  readonly groups?: string[];
}

/** A webhook endpoint as infrastructure. */
export interface EndpointProps {
  /**
   * Where events go. A value known only at deployment is checked by the deployment. The template has it: register a
   * URL that is a credential, as those of Slack and Teams are, with `glacier-jobs endpoints add` instead.
   */
  readonly url: string;
  /** The signing secret: 24 to 64 random bytes in base64. The template has only its ARN. */
  readonly secret: ISecret;
  /** Deploy another version to rotate the secret. @default - the current one at each deployed change */
  readonly secretVersionId?: string;
  /** Types such as `glacier.job.failed`. @default - all but `glacier.job.in_progress` */
  readonly events?: string[];
  /** Which of these events to send. @default - all */
  readonly filter?: EndpointFilter;
  /** Headers to send; the template has them, so not for credentials. @default - none */
  readonly headers?: { [name: string]: string };
  /** `standard`, `cloudevents`, `slack` or `teams`. @default - `standard` */
  readonly format?: string;
  /** A description for operators, of up to 256 characters. @default - none */
  readonly description?: string;
}
