/** An AWS service by the name of its commands. */
export type AwsService = 'dynamodb' | 'glacier' | 'sns' | 'kms' | 'lambda' | 'scheduler';

/** What printed commands must name. */
export interface CommandScope {
  readonly region: string;
  /** How the user runs this command, such as `npx glacier-jobs`. */
  readonly commandName: string;
  /** Options by which this command finds the same deployment, such as `--stack Other`. */
  readonly selfOptions: string;
  /** Options by which the AWS CLI uses the same credentials, such as `--profile team`. */
  readonly awsOptions: string;
  /** Addresses other than AWS's own. */
  readonly endpoints: Readonly<Partial<Record<AwsService, string | undefined>>>;
}

/** What a printed command of this program needs. */
export type SelfScope = Pick<CommandScope, 'commandName' | 'selfOptions'>;

/** Quotes a text for a shell, if needed. */
export const quote = (text: string): string =>
  /^[A-Za-z0-9_.,/:=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** Formats an AWS CLI command; `options` follow the arguments. */
export const awsCommand = (
  service: AwsService,
  args: readonly string[],
  { region, awsOptions, endpoints }: CommandScope,
  options: Readonly<Record<string, string>> = {},
): string => {
  const endpoint = endpoints[service];
  return [
    'aws',
    service,
    ...args.map(quote),
    ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, quote(value)]),
    ...(endpoint === undefined ? [] : ['--endpoint-url', quote(endpoint)]),
    '--region',
    quote(region),
    ...(awsOptions === '' ? [] : [awsOptions]),
  ].join(' ');
};

/**
 * Formats a command of this program for the same deployment.
 *
 * @param operands - ids and the like; one in 64 Glacier ids starts with `-`
 */
export const selfCommand = (
  args: readonly string[],
  { commandName, selfOptions }: SelfScope,
  operands: readonly string[] = [],
): string => {
  const isOdd = operands.some((operand) => operand.startsWith('-'));
  const words = [commandName, ...args.map(quote)];
  const last = operands.map(quote);
  const all = isOdd ? [...words, selfOptions, '--', ...last] : [...words, ...last, selfOptions];
  return all.filter((word) => word !== '').join(' ');
};
