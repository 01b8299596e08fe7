import { type CommandScope, quote } from '../../operations/shell-command.ts';
import type { Service } from './service.ts';

/** Returns the options that printed commands need to reach the same deployment. */
export const commandScope = ({
  place,
  commandName,
  selfOptions,
  deployment,
  clientConfig,
}: Pick<
  Service,
  'place' | 'commandName' | 'selfOptions' | 'deployment' | 'clientConfig'
>): CommandScope => {
  const { region } = place;
  const { profile } = deployment ?? {};
  const endpoints = {
    dynamodb: clientConfig('dynamodb').endpoint,
    glacier: clientConfig('glacier').endpoint,
    sns: clientConfig('sns').endpoint,
  };
  const awsOptions = profile === undefined ? '' : `--profile ${quote(profile)}`;
  return { region, commandName, selfOptions, awsOptions, endpoints };
};
