// The app of bin/app.ts, with the endpoints of the context key `endpoints`, each after the one before it.
import { App, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { GlacierJobNotifier } from '../../lib/glacier-job-notifier.ts';
import { readSettings } from '../../lib/settings/read-settings.ts';
import type { DeclaredEndpoints } from './declared-endpoints.ts';

const app = new App();
const stack = new Stack(app, 'GlacierJobNotifier');
const notifier = new GlacierJobNotifier(stack, 'Default', readSettings(app.node));
const endpoints = JSON.parse(app.node.getContext('endpoints')) as DeclaredEndpoints;

const resources = Object.entries(endpoints).map(([id, { secretArn, ...props }]) => {
  const secret = Secret.fromSecretCompleteArn(stack, `${id}Secret`, secretArn);
  return notifier.addEndpoint(id, { ...props, secret });
});
for (const [index, resource] of resources.slice(1).entries()) {
  resource.node.addDependency(resources[index]!);
}
