import type { Construct } from 'constructs';
import { allowServices } from './access/key-policy.ts';
import { Service } from './service.ts';
import { propsOrigin, readProps } from './settings/props/read-props.ts';
import type { GlacierJobNotifierProps } from './settings/props/settings-props.ts';

export type { EndpointFilter, EndpointProps } from './endpoint-props.ts';
export { AlarmSelection } from './settings/props/alarm-selection.ts';
export type { FunctionsProps } from './settings/props/functions-props.ts';
export type { MonitoringProps } from './settings/props/monitoring-props.ts';
export type { PollingProps, TierPollingProps } from './settings/props/polling-props.ts';
export type { PollingWindow } from './settings/props/polling-window.ts';
export type { SenderVpc } from './settings/props/sender-vpc.ts';
export type { GlacierJobNotifierProps } from './settings/props/settings-props.ts';
export { VaultManagement } from './settings/props/vault-management.ts';
export type { WebhooksProps } from './settings/props/webhooks-props.ts';

/**
 * The whole service for vaults of one account in one Region.
 *
 * A stack can contain several, each for its own vaults: no resource has a fixed name. Its outputs are
 * prefixed with its id, as in `PhotosJobsTableName`.
 *
 * @example
 * const photos = new GlacierJobNotifier(stack, 'Photos', {
 *   vaults: ['photos'],
 *   webhooks: { timeout: Duration.seconds(10) },
 * });
 * photos.grantRead(report);
 */
export class GlacierJobNotifier extends Service {
  /** @throws SettingsError that lists every unknown prop and every invalid value, each with its remedy. */
  constructor(scope: Construct, id: string, props: GlacierJobNotifierProps = {}) {
    const origin = propsOrigin(`${scope.node.path}/${id}`);
    const read = (service: Construct) => {
      const settings = readProps(props, service, origin);
      if (props.encryptionKey) allowServices(service, props.encryptionKey, settings);
      return settings;
    };
    super(scope, id, read, origin);
  }
}
