import { RemovalPolicy } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Settings } from './settings.ts';

const known = new WeakMap<IConstruct, Settings>();

/** Sets the settings of a service for all of its parts. */
export const chooseSettings = (service: IConstruct, settings: Settings): void => {
  known.set(service, settings);
};

/** Returns the settings of the service that a construct is a part of; none outside of a service. */
export const settingsOf = (part: IConstruct): Settings | undefined => {
  const service = part.node.scopes.findLast((one) => known.has(one));
  return service && known.get(service);
};

/** Returns the removal policy of what holds data; a failed first deployment deletes it in any case. */
export const removalPolicyOf = ({
  removalPolicy,
}: Pick<Settings, 'removalPolicy'>): RemovalPolicy =>
  removalPolicy === 'destroy' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
