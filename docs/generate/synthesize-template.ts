import { App } from 'aws-cdk-lib';
import * as z from 'zod';
import { ServiceStack } from '../../lib/service-stack.ts';
import { readSettings } from '../../lib/settings/read-settings.ts';

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: z.object({ 'aws:cdk:path': z.string().default('') }).default({ 'aws:cdk:path': '' }),
});

const Template = z.object({ Resources: z.record(z.string(), Resource) });

/** The template of the service, as far as documents are drawn from it. */
export type Template = z.output<typeof Template>;

/** A resource of the template. */
export type Resource = z.output<typeof Resource>;

/** The service with everything that a setting can add. */
const SETTINGS = { vaults: ['photos', 'backups'], trackInitiateJob: true };

/** Synthesizes the template of the service, its functions not bundled; further settings go before the usual. */
export const synthesizeTemplate = (settings: object = {}): Template => {
  const app = new App({
    builtinCloudFormationValidation: false,
    context: {
      glacierJobNotifier: { ...SETTINGS, ...settings },
      'aws:cdk:bundling-stacks': [],
      'aws:cdk:enable-path-metadata': true,
    },
  });
  new ServiceStack(app, 'GlacierJobNotifier', { settings: readSettings(app.node) });
  return Template.parse(app.synth().getStackByName('GlacierJobNotifier').template);
};
