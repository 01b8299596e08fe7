import { App } from 'aws-cdk-lib';
import { ServiceStack } from '../lib/service-stack.ts';
import { SettingsError } from '../lib/settings/issues/settings-error.ts';
import { readSettings } from '../lib/settings/read-settings.ts';

const app = new App();

try {
  new ServiceStack(app, 'GlacierJobNotifier', { settings: readSettings(app.node) });
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
