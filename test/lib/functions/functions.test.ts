import { expect, it } from 'vitest';
import { show, synthesize } from '../synthesize.ts';

const { template } = synthesize({
  vaults: ['photos', 'backups'],
  trackInitiateJob: true,
  glacierEndpointUrl: 'http://127.0.0.1:9000',
});

const functions = Object.values(template.findResources('AWS::Lambda::Function')).map(
  ({ Properties }) => Properties as FunctionProperties,
);

interface FunctionProperties {
  readonly Handler: string;
  readonly Timeout: number;
  readonly LoggingConfig: { readonly LogGroup: unknown };
  readonly Environment: { readonly Variables: Readonly<Record<string, unknown>> };
}

const ACCOUNT = { ACCOUNT_ID: '{AWS::AccountId}', PARTITION: '{AWS::Partition}' };
const JOBS = {
  ...ACCOUNT,
  JOBS_TABLE_NAME: '{JobsTable}',
  VAULTS: 'photos,backups',
  RETENTION_DAYS: '365',
  EXPIRING_LEAD_MINUTES: '240',
};
const GLACIER = { GLACIER_ENDPOINT_URL: 'http://127.0.0.1:9000' };
const RETRY = { RETRY_SCHEDULE_SECONDS: '5,300,1800,7200,18000,36000,50400,72000,86400' };
const ENDPOINTS = { ENDPOINTS_TABLE_NAME: '{EndpointsTable}' };
const GROUPS = { GROUPS_TABLE_NAME: '{GroupsTable}' };
const DELIVERIES = { DELIVERIES_TABLE_NAME: '{DeliveriesTable}' };
const DELIVERY_QUEUE = { DELIVERY_QUEUE_URL: '{SenderDeliveryQueue}' };
const EVENTS = { EVENTS_TOPIC_ARN: '{EventsTopic}' };

it.each<[string, number, object]>([
  ['intake', 30, { ...JOBS, FAILED_NOTICES_QUEUE_URL: '{IntakeFailedNoticesQueue}' }],
  [
    'poller',
    60,
    {
      ...JOBS,
      ...GLACIER,
      POLL_QUEUE_URL: '{PollerPollQueue}',
      POLLING: JSON.stringify({
        Expedited: { windowMinutes: [1, 5], steps: 4 },
        Standard: { windowMinutes: [213, 273], steps: 6 },
        Bulk: { windowMinutes: [300, 720], steps: 29 },
        Inventory: { windowMinutes: [213, 273], steps: 6 },
      }),
    },
  ],
  ['tracker', 30, { ...JOBS, ...GLACIER, FAILED_TRACKS_QUEUE_URL: '{TrackerFailedTracksQueue}' }],
  [
    'fan-out',
    30,
    {
      ...EVENTS,
      ...ENDPOINTS,
      ...GROUPS,
      ...DELIVERY_QUEUE,
      FAILED_EVENTS_QUEUE_URL: '{FanOutFailedEventsQueue}',
    },
  ],
  [
    'sender',
    40,
    {
      ...ENDPOINTS,
      ...DELIVERIES,
      ...DELIVERY_QUEUE,
      ...RETRY,
      ENDPOINT_SECRETS_TABLE_NAME: '{EndpointSecretsTable}',
      WEBHOOK_TIMEOUT_SECONDS: '20',
      ALLOWED_CIDRS: '',
      ALLOW_HTTP: 'false',
      DISABLE_AFTER_HOURS: '120',
    },
  ],
  ['redeliver', 60, { ...EVENTS, ...ENDPOINTS, ...DELIVERIES, ...DELIVERY_QUEUE, ...RETRY }],
  ['group-monitor', 120, { ...JOBS, ...GROUPS, GROUP_QUIET_HOURS: '24' }],
  [
    'vault-notifications',
    600,
    { ...ACCOUNT, ...GLACIER, VAULT_RECORDS_TABLE_NAME: '{VaultNotificationsRecords}' },
  ],
])('%s has %i seconds, and the variables that its code reads', (name, seconds, variables) => {
  const named = functions.filter(
    ({ Environment }) => Environment.Variables['POWERTOOLS_SERVICE_NAME'] === name,
  );
  expect(named).toMatchObject([{ Handler: 'index.handler', Timeout: seconds }]);
  const own = Object.entries(named[0]!.Environment.Variables).filter(
    ([variable]) => !variable.startsWith('POWERTOOLS_'),
  );
  expect(Object.fromEntries(own.map(([variable, value]) => [variable, show(value)]))).toStrictEqual(
    variables,
  );
});

it('gives each function a log group of its own, which outlives the stack', () => {
  const logGroups = functions.map(({ LoggingConfig }) => show(LoggingConfig.LogGroup));
  expect(functions).toHaveLength(8);
  expect(new Set(logGroups).size).toBe(8);
  template.allResources('AWS::Logs::LogGroup', { DeletionPolicy: 'RetainExceptOnCreate' });
});
