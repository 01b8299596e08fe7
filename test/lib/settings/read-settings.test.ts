import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { NEVER_ALLOWED_RANGES } from '../../../lambdas/core/endpoint/address-ranges.ts';
import { readSettings } from '../../../lib/settings/read-settings.ts';

const read = (context: Readonly<Record<string, unknown>>) =>
  readSettings(new App({ context: { ...context } }).node);

describe('the settings', () => {
  it('all have a default but the vaults', () => {
    expect(read({})).toStrictEqual({
      alarmActions: [],
      alarms: 'all',
      dashboard: true,
      functions: { memoryMb: 512, tracing: false },
      logRetentionDays: 90,
      expiringLeadMinutes: 240,
      groupQuietHours: 24,
      outputs: true,
      polling: {
        Expedited: { windowMinutes: [1, 5], steps: 4 },
        Standard: { windowMinutes: [213, 273], steps: 6 },
        Bulk: { windowMinutes: [300, 720], steps: 29 },
        Inventory: { windowMinutes: [213, 273], steps: 6 },
      },
      removalPolicy: 'retain',
      retentionDays: 365,
      subscriberAccounts: [],
      sweepIntervalMinutes: 60,
      trackInitiateJob: false,
      webhooks: {
        allowedCidrs: [],
        allowHttp: false,
        disableAfterHours: 120,
        maxConcurrency: 50,
        retryScheduleSeconds: [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400],
        timeoutSeconds: 20,
      },
    });
  });

  it('are read from an object', () => {
    const settings = read({
      glacierJobNotifier: {
        vaults: ['photos', 'backups'],
        webhooks: { timeoutSeconds: 5 },
        polling: { Bulk: { steps: 14 } },
      },
    });
    expect(settings.vaults).toStrictEqual(['photos', 'backups']);
    expect(settings.webhooks).toMatchObject({ timeoutSeconds: 5, allowHttp: false });
    expect(settings.polling.Bulk).toStrictEqual({
      windowMinutes: [300, 720],
      steps: 14,
    });
  });

  it('are read from flat keys as the command line gives them, which prevail over the object', () => {
    const settings = read({
      glacierJobNotifier: { vaults: ['old'], webhooks: { timeoutSeconds: 5, allowHttp: false } },
      'glacierJobNotifier.vaults': 'photos, backups',
      'glacierJobNotifier.retentionDays': '30',
      'glacierJobNotifier.webhooks.allowHttp': 'true',
      'glacierJobNotifier.webhooks.retryScheduleSeconds': '1,2',
      'glacierJobNotifier.webhooks.allowedCidrs': '10.0.0.0/8,fd00::/8',
      'glacierJobNotifier.polling.Standard.windowMinutes': '200,240',
    });
    expect(settings).toMatchObject({
      vaults: ['photos', 'backups'],
      retentionDays: 30,
      webhooks: {
        timeoutSeconds: 5,
        allowHttp: true,
        retryScheduleSeconds: [1, 2],
        allowedCidrs: ['10.0.0.0/8', 'fd00::/8'],
      },
      polling: { Standard: { windowMinutes: [200, 240], steps: 6 } },
    });
  });

  it.each([
    ['every vault', '*', '*'],
    ['every vault, in a list', ['*'], '*'],
    ['no vault, on purpose', '', []],
    ['no vault, as an empty list', [], []],
    ['a vault once', ['photos', 'photos'], ['photos']],
    ['the longest name', ['x'.repeat(255)], ['x'.repeat(255)]],
  ])('name %s', (_, vaults, expected) => {
    expect(read({ glacierJobNotifier: { vaults } }).vaults).toStrictEqual(expected);
  });

  it.each([
    ['true', true],
    [false, false],
    ['take-over', 'take-over'],
  ])('let the vaults be managed as %j', (given, expected) => {
    const { manageVaultNotifications } = read({
      glacierJobNotifier: { manageVaultNotifications: given },
    });
    expect(manageVaultNotifications).toBe(expected);
  });

  it('leave the rest of the context to others', () => {
    expect(read({ glacierJobNotifiers: { bad: 1 }, 'other.vaults': 'x' }).vaults).toBeUndefined();
  });
});

/** Context, the name and value that the error has to show, and what it has to offer. */
const refused: [Readonly<Record<string, unknown>>, string, string][] = [
  [{ vault: 'x' }, '.vault is not a setting', 'vaults, manageVaultNotifications'],
  [{ webhooks: { timeOut: 1 } }, '.webhooks.timeOut is not a setting', 'timeoutSeconds'],
  [
    { polling: { Standart: {} } },
    '.polling.Standart is not a setting',
    'Expedited, Standard, Bulk',
  ],
  [
    { polling: { Bulk: { step: 1 } } },
    '.polling.Bulk.step is not a setting',
    'windowMinutes, steps',
  ],
  [{ vaults: ['arn:aws:glacier'] }, '.vaults.0 = "arn:aws:glacier"', 'not an ARN'],
  [{ vaults: 'a,..' }, '.vaults.1 = "a,.."', 'a vault name'],
  [{ vaults: ['*', 'a'] }, '.vaults = ["*","a"]', 'either "*" or names'],
  [{ vaults: 5 }, '.vaults = 5', 'a list of names'],
  [{ vaults: Array.from({ length: 101 }, (_, i) => `v${i}`) }, '.vaults = ', 'at most 100'],
  [{ vaults: Array.from({ length: 10 }, () => 'x'.repeat(255)) }, '.vaults = ', '2500 characters'],
  [{ manageVaultNotifications: 'yes' }, '.manageVaultNotifications = "yes"', 'or "take-over"'],
  [{ existingNoticeTopicArn: 'x' }, '.existingNoticeTopicArn = "x"', 'standard SNS topic'],
  [
    { existingNoticeTopicArn: 'arn:aws:sns:eu-west-1:123456789012:x.fifo' },
    '.existingNoticeTopicArn = ',
    'standard SNS topic',
  ],
  [{ alarmTopicArn: 'operators' }, '.alarmTopicArn = "operators"', 'standard SNS topic'],
  [{ alarmEmail: 'a@b.de,c@d.de' }, '.alarmEmail = "a@b.de,c@d.de"', 'one email address'],
  [{ secretsKeyArn: 'alias/aws/sns' }, '.secretsKeyArn = "alias/aws/sns"', 'not of an alias'],
  [{ glacierEndpointUrl: 'ftp://x' }, '.glacierEndpointUrl = "ftp://x"', 'HTTP or HTTPS'],
  [{ removalPolicy: 'keep' }, '.removalPolicy = "keep"', 'retain or destroy'],
  [{ alarms: 'some' }, '.alarms = "some"', 'all; critical, those'],
  [{ alarmActions: ['arn:aws:sns:x'] }, '.alarmActions.0 = ', 'specify alarmTopicArn'],
  [{ dashboard: 'maybe' }, '.dashboard = "maybe"', 'true or false'],
  [{ encryptionKeyArn: 'alias/x' }, '.encryptionKeyArn = "alias/x"', 'not of an alias'],
  [{ functions: { memoryMb: 128 } }, '.functions.memoryMb = 128', '256 to 3008'],
  [{ functions: { tracing: 'maybe' } }, '.functions.tracing = "maybe"', 'true or false'],
  [{ functions: { intakeReservedConcurrency: 0 } }, '.intakeReservedConcurrency = 0', '1 to 1000'],
  [{ logRetentionDays: 31 }, '.logRetentionDays = 31', 'one of 1, 3, 5, 7'],
  [{ sweepIntervalMinutes: 5 }, '.sweepIntervalMinutes = 5', '15'],
  [{ expiringLeadMinutes: 0 }, '.expiringLeadMinutes = 0', 'more than 0'],
  [{ expiringLeadMinutes: 1440 }, '.expiringLeadMinutes = 1440', 'less than 1440'],
  [{ expiringLeadMinutes: 1.5 }, '.expiringLeadMinutes = 1.5', 'expected int'],
  [{ trackInitiateJob: 'yes' }, '.trackInitiateJob = "yes"', 'true or false'],
  [{ retentionDays: 29 }, '.retentionDays = 29', '30 to 3650'],
  [{ retentionDays: '' }, '.retentionDays = ""', '30 to 3650'],
  [{ retentionDays: null }, '.retentionDays = null', '30 to 3650'],
  [{ webhooks: 'x' }, '.webhooks = "x"', 'expected object'],
  [{ webhooks: { timeoutSeconds: 'abc' } }, '.webhooks.timeoutSeconds = "abc"', '1 to 30 seconds'],
  [{ webhooks: { timeoutSeconds: 31 } }, '.webhooks.timeoutSeconds = 31', '1 to 30 seconds'],
  [{ webhooks: { maxConcurrency: 1 } }, '.webhooks.maxConcurrency = 1', '2 to 1000'],
  [{ webhooks: { allowHttp: 'ja' } }, '.webhooks.allowHttp = "ja"', 'true or false'],
  [{ webhooks: { allowedCidrs: '10.0.0.0' } }, '.webhooks.allowedCidrs.0 = "10.0.0.0"', '/16'],
  [
    { webhooks: { allowedCidrs: ['10.20.1.5/16'] } },
    '.webhooks.allowedCidrs.0 = "10.20.1.5/16"',
    'host bits are set; expected 10.20.0.0/16',
  ],
  [
    { webhooks: { allowedCidrs: 'fd12:3456::7:0:0:1/33' } },
    '.webhooks.allowedCidrs.0 = "fd12:3456::7:0:0:1/33"',
    'expected fd12:3456::/33',
  ],
  ...[...NEVER_ALLOWED_RANGES, '169.254.169.254/32', '0.0.0.0/0', 'fe80::/64'].map(
    (range): [Readonly<Record<string, unknown>>, string, string] => [
      { webhooks: { allowedCidrs: ['10.0.0.0/8', range] } },
      `.webhooks.allowedCidrs.1 = "${range}"`,
      'are never allowed; remove it',
    ],
  ),
  ...[undefined, 'https://glacier.example.com', 'http://127.evil.example'].map(
    (glacierEndpointUrl): [Readonly<Record<string, unknown>>, string, string] => [
      { glacierEndpointUrl, webhooks: { allowedCidrs: ['127.0.0.0/8'] } },
      '.webhooks.allowedCidrs.0 = "127.0.0.0/8"',
      'loopback addresses reach the function itself',
    ],
  ),
  [{ webhooks: { retryScheduleSeconds: [] } }, '.webhooks.retryScheduleSeconds = []', '1 to 20'],
  [
    { webhooks: { retryScheduleSeconds: [259_201] } },
    '.webhooks.retryScheduleSeconds.0 = 259201',
    '1 to 259200',
  ],
  [
    { webhooks: { disableAfterHours: 0 } },
    '.webhooks.disableAfterHours = 0',
    'before it is disabled: 1 to 720',
  ],
  [
    { polling: { Bulk: { windowMinutes: [9, 3] } } },
    '.polling.Bulk.windowMinutes = [9,3]',
    'smaller',
  ],
  [
    { polling: { Bulk: { windowMinutes: [1] } } },
    '.polling.Bulk.windowMinutes = [1]',
    'two numbers',
  ],
  [{ polling: { Bulk: { steps: 1 } } }, '.polling.Bulk = {"steps":1}', '8 hours or more'],
  [
    { polling: { Bulk: { windowMinutes: [480, 500] } } },
    '.polling.Bulk = {"windowMinutes":[480,500]}',
    '8 hours or more',
  ],
  [{ polling: { Bulk: { lateMinutes: 2880 } } }, '.polling.Bulk.lateM', 'setting'],
];

it.each(['http://127.0.0.1:9000', 'https://localhost:9000', 'http://[::1]:9000'])(
  'loopback addresses are allowed where Glacier is simulated at %s',
  (glacierEndpointUrl) => {
    const allowedCidrs = ['127.0.0.0/8', '::1/128'];
    const { webhooks } = read({
      glacierJobNotifier: { glacierEndpointUrl, webhooks: { allowedCidrs } },
    });
    expect(webhooks).toMatchObject({ allowedCidrs });
  },
);

describe('a setting that is not accepted', () => {
  it.each(refused)(
    '%j stops the synthesis with its name and the remedy',
    (given, shown, offered) => {
      const attempt = () => read({ glacierJobNotifier: given });
      expect(attempt).toThrow(`glacierJobNotifier${shown.startsWith('.retry') ? '.webhooks' : ''}`);
      expect(attempt).toThrow(shown);
      expect(attempt).toThrow(offered);
      expect(attempt).toThrow('-c glacierJobNotifier.vaults=photos,backups');
    },
  );

  it('is reported together with all others', () => {
    const attempt = () =>
      read({ glacierJobNotifier: { vault: 'x', retentionDays: 1, removalPolicy: 'keep' } });
    expect(attempt).toThrow(/retentionDays = 1.*removalPolicy = "keep".*\.vault is not/s);
  });

  it('is named when it comes from a flat key', () => {
    const attempt = () => read({ 'glacierJobNotifier.webhook.timeoutSeconds': '3' });
    expect(attempt).toThrow('glacierJobNotifier.webhook is not a setting');
    expect(attempt).not.toThrow('alarmActions');
  });

  it('is refused when the whole is no object', () => {
    expect(() => read({ glacierJobNotifier: ['photos'] })).toThrow(
      'expected an object of settings',
    );
  });
});
