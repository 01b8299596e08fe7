import { type CommandScope, quote } from '../../operations/shell-command.ts';
import type { Service } from './service.ts';

type Named = Pick<Service, 'place' | 'commandName' | 'selfOptions' | 'deployment' | 'clientConfig'>;

/** Returns the options that printed commands need to reach the same deployment. */
export const commandScope = (service: Named): CommandScope => {
  const { commandName, selfOptions, clientConfig } = service;
  const { region } = service.place;
  const { profile } = service.deployment ?? {};
  const endpoints = {
    dynamodb: clientConfig('dynamodb').endpoint,
    glacier: clientConfig('glacier').endpoint,
    sns: clientConfig('sns').endpoint,
  };
  const awsOptions = profile === undefined ? '' : `--profile ${quote(profile)}`;
  return { region, commandName, selfOptions, awsOptions, endpoints };
};
