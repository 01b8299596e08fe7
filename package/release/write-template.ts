import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnParameter, CliCredentialsStackSynthesizer } from 'aws-cdk-lib';
import { zipSync } from 'fflate';
import { ServiceStack } from '../../lib/service-stack.ts';
import { readSettings } from '../../lib/settings/read-settings.ts';

/**
 * The object keys of the code begin with this, unless the parameter `CodePrefix` says otherwise.
 *
 * The keys are hashes of the contents, so versions share it: an update keeps the parameter of the stack.
 */
export const CODE_PREFIX = 'glacier-job-notifier/';

const STACK = 'GlacierJobNotifier';

/**
 * Writes `template.json`, which needs no bootstrapped account, and the zips of its functions.
 *
 * The same sources give the same bytes, on every machine and at any time.
 *
 * @throws SettingsError that lists every invalid setting, each with its remedy.
 */
export const writeTemplate = (folder: string, context: Readonly<Record<string, unknown>>): void => {
  const outdir = mkdtempSync(join(tmpdir(), 'release-'));
  try {
    const app = new App({ outdir, context: { ...context } });
    const stack = new ServiceStack(app, STACK, {
      settings: readSettings(app.node),
      // The placeholders are the parameters: the CDK renders them as Fn::Sub.
      synthesizer: new CliCredentialsStackSynthesizer({
        fileAssetsBucketName: `\${${PARAMETERS.bucket}}`,
        bucketPrefix: `\${${PARAMETERS.prefix}}`,
      }),
    });
    addParameters(stack);
    app.synth();
    copyFileSync(join(outdir, `${STACK}.template.json`), join(folder, 'template.json'));
    mkdirSync(join(folder, 'functions'));
    for (const name of readdirSync(outdir).filter((one) => one.startsWith('asset.'))) {
      const target = join(folder, 'functions', `${name.replace('asset.', '')}.zip`);
      writeFileSync(target, zipFolder(join(outdir, name)));
    }
  } finally {
    rmSync(outdir, { recursive: true });
  }
};

const PARAMETERS = { bucket: 'CodeBucket', prefix: 'CodePrefix' };

const addParameters = (stack: ServiceStack): void => {
  new CfnParameter(stack, PARAMETERS.bucket, {
    description: 'The S3 bucket, in the region of the stack, to which you copied the functions.',
    allowedPattern: '[a-z0-9][a-z0-9.-]{2,62}',
  });
  new CfnParameter(stack, PARAMETERS.prefix, {
    description: 'What the object keys of the functions begin with; ends with "/", or is empty.',
    default: CODE_PREFIX,
    allowedPattern: '([^/].*/)?',
  });
};

/** A fixed time, in the local time that zip files have, and a mode that Lambda can read. */
const ENTRY = { mtime: new Date(1980, 0, 1), os: 3, attrs: 0o10_0644 * 0x1_0000 };

const zipFolder = (folder: string): Uint8Array => {
  const names = readdirSync(folder).sort();
  return zipSync(
    Object.fromEntries(names.map((name) => [name, [readFileSync(join(folder, name)), ENTRY]])),
  );
};
