import { Option } from '@commander-js/extra-typings';

/** The stack that `bin/app.ts` deploys. */
export const DEFAULT_STACK = 'GlacierJobNotifier';

/** The options that every command takes. */
export interface GlobalOptions {
  readonly stack: string;
  readonly construct?: string | undefined;
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  /** The address of one sandbox; `true` is the latest. */
  readonly sandbox?: string | true | undefined;
  readonly json?: boolean | undefined;
  readonly debug?: boolean | undefined;
}

/** `--stack` */
export const stackOption = new Option('--stack <name>', 'CloudFormation stack of the deployment')
  .default(DEFAULT_STACK)
  .env('GLACIER_JOBS_STACK');

/** `--construct` */
export const constructOption = new Option(
  '--construct <id>',
  'construct id, if the stack contains several GlacierJobNotifier constructs',
);

/** `--region` */
export const regionOption = new Option(
  '--region <name>',
  'AWS Region of the stack (default: AWS_REGION, then the profile)',
);

/** `--profile` */
export const profileOption = new Option('--profile <name>', 'AWS profile (default: AWS_PROFILE)');

/** `--json` */
export const jsonOption = new Option('--json', 'print the result as one JSON document');

/** `--debug` */
export const debugOption = new Option('--debug', 'print stack traces of errors');
