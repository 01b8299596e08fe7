import * as z from 'zod/mini';
import { createDialPolicy } from '../../lambdas/adapters/https/dial-policy.ts';
import type { UrlRules } from '../../lambdas/core/endpoint/url.ts';
import type { DeploymentOutputs } from './deployment-outputs.ts';
import { readOutput } from './read-output.ts';

const WebhookSettings = z.object({
  allowHttp: z.boolean(),
  allowedCidrs: z.array(z.string()),
});

/**
 * Reads from the output `WebhookSettings` where the deployment lets webhooks go.
 *
 * The sender checks every URL again by its own settings.
 *
 * @throws CliError when it is of another version.
 */
export const readUrlRules = ({
  WebhookSettings: output,
}: Pick<DeploymentOutputs, 'WebhookSettings'>): UrlRules => {
  const { allowHttp, allowedCidrs } = readOutput(WebhookSettings, output, 'WebhookSettings');
  return { allowHttp, isRefusedAddress: createDialPolicy(allowedCidrs).isRefused };
};
