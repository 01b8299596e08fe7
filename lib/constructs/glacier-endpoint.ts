import type { PollerEnv } from '../../lambdas/poller/env.ts';
import type { Settings } from '../settings/settings.ts';

/** The part of a function's environment that says where Glacier is; nothing, where it is AWS's own. */
export const glacierEndpoint = ({
  glacierEndpointUrl,
}: Pick<Settings, 'glacierEndpointUrl'>): Pick<PollerEnv, 'GLACIER_ENDPOINT_URL'> =>
  glacierEndpointUrl === undefined ? {} : { GLACIER_ENDPOINT_URL: glacierEndpointUrl };
