import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import * as z from 'zod';
import { ServiceStack } from '../../lib/service-stack.ts';
import { readSettings } from '../../lib/settings/read-settings.ts';

/** One function as it would be deployed. */
export interface DeployedFunction {
  /** Its folder below `lambdas/`. */
  readonly name: string;
  /** The bundle's file. */
  readonly file: string;
  /** An environment that the function starts with; names and URLs of resources are made up. */
  readonly environment: Readonly<Record<string, string>>;
}

const Template = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown() })),
});
const FunctionProperties = z.object({
  Code: z.object({ S3Key: z.string() }),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
});

/** Synthesizes the stack into a folder, its functions bundled, and lists them. */
export const synthesizeFunctions = (outputFolder: string): DeployedFunction[] => {
  // With every function that a setting or an endpoint can add.
  const context = { glacierJobNotifier: { trackInitiateJob: true } };
  const app = new App({ outdir: outputFolder, context, builtinCloudFormationValidation: false });
  const stack = new ServiceStack(app, 'GlacierJobNotifier', { settings: readSettings(app.node) });
  const secret = Secret.fromSecretNameV2(stack, 'Secret', 'hook');
  stack.service.addEndpoint('Endpoint', { url: 'https://example.com/', secret });
  app.synth();
  return listFunctions(outputFolder, stack.templateFile);
};

/** Lists the functions of a template that lies with its assets in a folder. */
export const listFunctions = (outputFolder: string, templateFile: string): DeployedFunction[] => {
  const template = readFileSync(join(outputFolder, templateFile), 'utf8');
  return Object.values(Template.parse(JSON.parse(template)).Resources)
    .filter(({ Type }) => Type === 'AWS::Lambda::Function')
    .map(({ Properties }) => toFunction(outputFolder, FunctionProperties.parse(Properties)));
};

const toFunction = (
  outputFolder: string,
  { Code, Environment }: z.output<typeof FunctionProperties>,
): DeployedFunction => {
  const folder = `asset.${Code.S3Key.replace('.zip', '')}`;
  const made = Object.entries(Environment.Variables).map(
    ([name, value]) => [name, typeof value === 'string' ? value : `made-up-${name}`] as const,
  );
  const fromLambda = {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'made-up',
    AWS_SECRET_ACCESS_KEY: 'made-up',
  };
  return {
    name: z.string().parse(Environment.Variables['POWERTOOLS_SERVICE_NAME']),
    file: join(outputFolder, folder, 'index.js'),
    environment: { ...Object.fromEntries(made), ...fromLambda },
  };
};
