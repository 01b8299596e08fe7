import { App } from 'aws-cdk-lib';
import { ServiceStack } from '../lib/service-stack.ts';
import { readSettings } from '../lib/settings/read-settings.ts';

const app = new App();

new ServiceStack(app, 'GlacierJobNotifier', {
  description: 'Follows every job of Amazon Glacier vaults and tells every subscriber about it.',
  settings: readSettings(app.node),
});
