import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as z from 'zod';
import { AlarmSelection } from './alarm-selection.ts';
import { VaultManagement } from './vault-management.ts';

/** How the construct's props specify a setting, where this differs from `cdk.json`. */
export interface PropShape {
  /** The name of the prop; with a dot, as in `monitoring.alarms`, that of a prop in a group of props alone. */
  readonly name: string;
  /** Its TypeScript type. */
  readonly type: string;
  /** The module of that type; none for the interface of a group. */
  readonly module?: string;
  /** Returns the plain setting, or undefined for a value of another type. A group has none. */
  readonly read?: (value: unknown, scope: unknown) => unknown;
  /** States the type that was expected. */
  readonly expected?: string;
  /** The unit of the plain setting. */
  readonly unit?: string;
  /** Whether `cdk.json` has no such setting. */
  readonly isOnlyProp?: true;
  /** Describes the prop, if the description of the setting does not fit. */
  readonly about?: string;
  /** Describes the interface that several groups share. */
  readonly group?: string;
  /** States the default, if that of the setting does not fit. */
  readonly absent?: string;
}

/** The shapes of the settings that have one, by their schemas. */
export const propShapes = z.registry<PropShape>();

type Unit = 'seconds' | 'minutes' | 'hours' | 'days';
type Texts = Pick<PropShape, 'about' | 'absent'>;

const CDK = 'aws-cdk-lib';

const amount = (value: unknown, unit: Unit): number | undefined =>
  value instanceof Duration && !value.isUnresolved()
    ? value.toMilliseconds() / Duration[unit](1).toMilliseconds()
    : undefined;

/** A Duration, in cdk.json a number. */
export const duration = (name: string, unit: Unit, texts: Texts = {}): PropShape => ({
  ...texts,
  name,
  unit,
  type: 'Duration',
  module: CDK,
  expected: `expected a Duration, such as Duration.${unit}(10)`,
  read: (value) => amount(value, unit),
});

/** A list of Durations, in cdk.json of numbers. */
export const durations = (name: string, unit: Unit, texts: Texts = {}): PropShape => ({
  ...duration(name, unit, texts),
  type: 'Duration[]',
  expected: `expected a list of Durations, such as [Duration.${unit}(10)]`,
  read: (value) =>
    Array.isArray(value) ? allOf(value.map((one) => amount(one, unit))) : undefined,
});

const Window = z.object({ from: z.unknown(), to: z.unknown() });

/** A PollingWindow, in cdk.json two numbers of minutes. */
export const pollingWindow = (name: string, texts: Texts): PropShape => ({
  ...duration(name, 'minutes', texts),
  type: 'PollingWindow',
  module: './polling-window.ts',
  expected: 'expected from and to, two Durations',
  read: (value) => {
    const { data } = Window.safeParse(value);
    return data && allOf([amount(data.from, 'minutes'), amount(data.to, 'minutes')]);
  },
});

const allOf = (values: readonly (number | undefined)[]) =>
  values.includes(undefined) ? undefined : values;

const isAlias = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'aliasName' in value;

/** A construct, in cdk.json its ARN. */
export const construct = (
  name: string,
  [type, module]: readonly [string, string],
  attribute: string,
  texts: Texts = {},
): PropShape => {
  const Resource = z.object({ [attribute]: z.string() });
  return {
    ...texts,
    name,
    type,
    module: `${CDK}/${module}`,
    expected: `expected an ${type}, neither an ARN nor an alias`,
    // The ARN of an alias of a key is no ARN of a key, which policies must name.
    read: (value) => (isAlias(value) ? undefined : Resource.safeParse(value).data?.[attribute]),
  };
};

/** A RemovalPolicy, in cdk.json a word. */
export const removalPolicy = (about: string): PropShape => ({
  about,
  name: 'removalPolicy',
  type: 'RemovalPolicy',
  module: CDK,
  expected: 'expected RemovalPolicy.RETAIN or RemovalPolicy.DESTROY',
  read: (value) => {
    if (value === RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE) return 'retain';
    return value === RemovalPolicy.RETAIN || value === RemovalPolicy.DESTROY ? value : undefined;
  },
});

/** A VaultManagement, in cdk.json a Boolean or a word. */
export const vaultManagement = (texts: Texts): PropShape => ({
  ...texts,
  name: 'manageVaultNotifications',
  type: 'VaultManagement',
  module: './vault-management.ts',
  expected: 'expected VaultManagement.CONFIGURE, TAKE_OVER or NONE',
  read: (value) => (value instanceof VaultManagement ? value._setting : undefined),
});

/** An AlarmSelection, in cdk.json a word. */
export const alarmSelection: PropShape = {
  name: 'monitoring.alarms',
  type: 'AlarmSelection',
  module: './alarm-selection.ts',
  expected: 'expected AlarmSelection.ALL, CRITICAL or NONE',
  about:
    'Which alarms are created: ALL; CRITICAL, those that need an operator today; or NONE. CloudWatch charges $0.10 a month for each metric of an alarm.',
  absent: 'ALL',
  read: (value) => (value instanceof AlarmSelection ? value._setting : undefined),
};

/** A list of IAlarmAction, which cdk.json cannot have. */
export const alarmActions: PropShape = {
  name: 'monitoring.alarmActions',
  type: 'IAlarmAction[]',
  module: `${CDK}/aws-cloudwatch`,
  isOnlyProp: true,
  about:
    'What every alarm does when it starts, besides notifying alarmTopic and alarmEmail, such as an SsmAction.',
};

/** RetentionDays, in cdk.json their number. */
export const logRetention: PropShape = {
  name: 'logRetention',
  type: 'RetentionDays',
  module: `${CDK}/aws-logs`,
  expected: 'expected one of RetentionDays, such as RetentionDays.ONE_MONTH',
  about: 'How long the log groups of the functions keep a line.',
  absent: 'THREE_MONTHS',
  read: (value) => (typeof value === 'number' ? value : undefined),
};
