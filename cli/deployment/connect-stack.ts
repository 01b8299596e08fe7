import type { ClientConfig } from '../../lambdas/adapters/client-config.ts';
import { readMetadataOutputs } from '../../operations/aws/metadata-outputs.ts';
import { readStackOutputs } from '../../operations/aws/stack-outputs.ts';
import type { StackPlace } from '../../registry/stack-place.ts';
import { unreachableError } from '../framework/errors/cli-error.ts';
import type { GlobalOptions } from '../framework/options/global-options.ts';
import { machineClock } from './clock.ts';
import { readDeploymentOutputs } from './deployment-outputs.ts';
import { readJobSettings } from './job-settings.ts';
import { hasConstruct, selectConstruct } from './select-construct.ts';
import type { FoundService } from './service.ts';

/** Finds a deployment by its stack's outputs, or the metadata that replaces them. */
export const connectStack = async (options: GlobalOptions): Promise<FoundService> => {
  const { stack } = options;
  const config = toClientConfig(options);
  const { region, outputs: found } = await readStackOutputs(stack, config);
  if (found === undefined) {
    throw unreachableError(
      `The stack ${stack} does not exist in ${region}: check --stack, --region and --profile.`,
    );
  }
  const published = hasConstruct(found, options.construct)
    ? found
    : { ...found, ...(await readMetadataOutputs(stack, config)) };
  const selected = selectConstruct(published, options);
  const outputs = readDeploymentOutputs(selected.outputs, `The stack ${stack} in ${region}`);
  const clientConfig = { ...config, region };
  // As the SDK reads variables, except that one for all services does not replace the deployment's own.
  const endpoint = process.env['AWS_ENDPOINT_URL_GLACIER'] || outputs.GlacierEndpointUrl;
  const glacierConfig = { ...clientConfig, ...(endpoint !== undefined && { endpoint }) };
  return {
    outputs,
    place: readPlace(outputs.EventsTopicArn),
    settings: readJobSettings(outputs.JobSettings),
    clock: machineClock,
    clientConfig: (service) => (service === 'glacier' ? glacierConfig : clientConfig),
    deployment: {
      stack,
      construct: selected.construct,
      profile: options.profile,
      clientConfig,
    },
  };
};

const toClientConfig = ({ region, profile }: GlobalOptions): ClientConfig => ({
  ...(region !== undefined && { region }),
  ...(profile !== undefined && { profile }),
});

/** The events topic always belongs to the stack; the notice topic may not. */
const readPlace = (topicArn: string): StackPlace => {
  const [, partition, , region, accountId] = topicArn.split(':');
  if (partition && region && accountId) return { partition, region, accountId };
  throw unreachableError(`The stack output EventsTopicArn is not a topic ARN: ${topicArn}.`);
};
