import { App } from 'aws-cdk-lib';
import { ServiceStack } from '../lib/service-stack.ts';
import { readSettings } from '../lib/settings/read-settings.ts';

const app = new App();

new ServiceStack(app, 'GlacierJobNotifier', {
  description: 'Tracks Amazon Glacier jobs and notifies subscribers of every status change.',
  settings: readSettings(app.node),
});
