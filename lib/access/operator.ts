import { type Grant, Group, type IGrantable, ManagedPolicy, User } from 'aws-cdk-lib/aws-iam';
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

/** A managed policy is limited to 6,144 characters; everything but vault names takes less than 700. */
const MAX_VAULT_CHARACTERS = 5400;

/** What operators use, and the vaults. */
export interface OperatorProps extends OperatedParts, DiagnosedParts {
  /** The vaults whose jobs are started and read, and what operators need. */
  readonly settings: VaultSettings & OperatedParts['settings'];
}

/**
 * The policies of operators: exactly what the operator's command needs.
 *
 * The first covers the service: operators read and write endpoint secrets, but cannot change the service.
 * The second covers its diagnosis, and only reads its configuration. The others, one or more, cover the
 * vaults: operators start and read jobs, but cannot download from a vault.
 */
export class Operator extends Construct {
  /** All policies, to attach together: for the service, its diagnosis and the vaults. */
  readonly policies: readonly ManagedPolicy[];

  private readonly props: OperatorProps;

  constructor(scope: Construct, id: string, props: OperatorProps) {
    super(scope, id);
    this.props = props;
    const service = new ManagedPolicy(this, 'Policy', {
      description: 'Operates glacier-job-notifier',
    });
    allowRecords(service, props);
    allowRedriving(service, props);
    allowFinding(this, service, props.settings);
    const diagnosis = new ManagedPolicy(this, 'DiagnosisPolicy', {
      description: 'Reads the configuration of glacier-job-notifier for its doctor',
    });
    allowDiagnosis(this, diagnosis, props);
    const groups = vaultGroups(props.settings, MAX_VAULT_CHARACTERS);
    const forVaults = groups.map((group, index) => this.addForVaults(group, index));
    this.policies = [service, diagnosis, ...forVaults];
  }

  /** Allows a principal what the policies allow, in its own policy. */
  grant(grantee: IGrantable): Grant {
    const { props } = this;
    const { grantPrincipal } = grantee;
    // IAM allows 2,048 characters in the inline policies of a user, and 5,120 in those of a group.
    if (grantPrincipal instanceof User || grantPrincipal instanceof Group) {
      throw new Error(
        `${this.node.path}: the policy is too long for a user or group; attach operatorPolicies to ${grantPrincipal.node.path} instead`,
      );
    }
    allowRecords(grantee, props);
    allowRedriving(grantee, props);
    allowDiagnosis(this, grantee, props);
    allowOnVaults(this, grantee, ON_VAULTS, props.settings);
    allowListVaults(this, grantee, props.settings);
    return allowFinding(this, grantee, props.settings);
  }

  private addForVaults(group: VaultSettings, index: number): ManagedPolicy {
    const policy = new ManagedPolicy(this, `VaultsPolicy${index === 0 ? '' : index + 1}`, {
      description: 'Starts and reads jobs of Glacier vaults',
    });
    allowOnVaults(this, policy, ON_VAULTS, group);
    allowListVaults(this, policy, group);
    return policy;
  }
}
