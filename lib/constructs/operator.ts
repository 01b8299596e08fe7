import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { allowDiagnosis, allowFinding, type DiagnosedParts } from './diagnosis-permissions.ts';
import { allowRecords, allowRedriving, type OperatedParts } from './operator-permissions.ts';
import { allowListVaults, allowOnVaults } from './vault-access.ts';
import { type VaultSettings, vaultGroups } from './vault-groups.ts';

const ON_VAULTS = [
  'DescribeJob',
  'DescribeVault',
  'GetVaultNotifications',
  'InitiateJob',
  'ListJobs',
].map((action) => `glacier:${action}`);

/** A managed policy holds 6,144 characters; what is not the name of a vault takes less than 700. */
const MAX_VAULT_CHARACTERS = 5400;

/** What operators work with, and on which vaults. */
export interface OperatorProps extends OperatedParts, DiagnosedParts {
  /** Whose jobs are started and looked at. */
  readonly settings: VaultSettings;
}

/**
 * The policies of those who operate the service: what the operator's command does, and nothing else.
 *
 * The first is for the service: they read and write the secrets of endpoints, but do not change the
 * service. The second is for its diagnosis, and only reads how it is set up. The others, more than one
 * where many vaults are named, are for the vaults: they start jobs and look at them, but do not fetch
 * what a vault holds.
 */
export class Operator extends Construct {
  /** All of them, which belong together: for the service, for its diagnosis, for the vaults. */
  readonly policies: readonly ManagedPolicy[];

  constructor(scope: Construct, id: string, { settings, ...parts }: OperatorProps) {
    super(scope, id);
    const service = new ManagedPolicy(this, 'Policy', {
      description: 'Operates glacier-job-notifier',
    });
    allowRecords(service, parts);
    allowRedriving(service, parts);
    allowFinding(this, service);
    const diagnosis = new ManagedPolicy(this, 'DiagnosisPolicy', {
      description: 'Looks at how glacier-job-notifier is set up',
    });
    allowDiagnosis(this, diagnosis, parts);
    const groups = vaultGroups(settings, MAX_VAULT_CHARACTERS);
    const forVaults = groups.map((group, index) => this.addForVaults(group, index));
    this.policies = [service, diagnosis, ...forVaults];
  }

  private addForVaults(group: VaultSettings, index: number): ManagedPolicy {
    const policy = new ManagedPolicy(this, `VaultsPolicy${index === 0 ? '' : index + 1}`, {
      description: 'Starts jobs of Glacier vaults and looks at them',
    });
    allowOnVaults(this, policy, ON_VAULTS, group);
    allowListVaults(this, policy, group);
    return policy;
  }
}
