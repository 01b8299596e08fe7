// The app of bin/app.ts, with the endpoints of the context key `endpoints`, each after the one before it.
import { App } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ServiceStack } from '../../lib/service-stack.ts';
import { readSettings } from '../../lib/settings/read-settings.ts';
import type { DeclaredEndpoints } from './declared-endpoints.ts';

const app = new App();
const stack = new ServiceStack(app, 'GlacierJobNotifier', { settings: readSettings(app.node) });
const endpoints = JSON.parse(app.node.getContext('endpoints')) as DeclaredEndpoints;

const resources = Object.entries(endpoints).map(([id, { secretArn, ...props }]) => {
  const secret = Secret.fromSecretCompleteArn(stack, `${id}Secret`, secretArn);
  return stack.service.addEndpoint(id, { ...props, secret });
});
for (const [index, resource] of resources.slice(1).entries()) {
  resource.node.addDependency(resources[index]!);
}
