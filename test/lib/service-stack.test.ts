import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { fixedResourcesOf, readFixedResources } from './reviewed/fixed-resources.ts';
import { describePermissions } from './reviewed/permissions.ts';
import { describeStatefulResources } from './reviewed/stateful-resources.ts';
import { show, synthesize } from './synthesize.ts';

const { template, annotations } = synthesize({ vaults: ['photos', 'backups'] });

describe('the stack', () => {
  it('puts out the names that operators and downstream teams need', () => {
    const outputs = Object.entries(
      template.toJSON()['Outputs'] as Record<string, { Value: unknown }>,
    );
    expect(
      Object.fromEntries(outputs.map(([name, { Value }]) => [name, show(Value)])),
    ).toStrictEqual({
      NoticeTopicArn: '{NoticeTopic}',
      EventsTopicArn: '{EventsTopic}',
      JobsTableName: '{JobsTable}',
      GroupsTableName: '{GroupsTable}',
      EndpointsTableName: '{EndpointsTable}',
      EndpointSecretsTableName: '{EndpointSecretsTable}',
      DeliveriesTableName: '{DeliveriesTable}',
      DeliveryQueueUrl: '{SenderDeliveryQueue}',
      FailedNoticesQueueUrl: '{IntakeFailedNoticesQueue}',
      FailedEventsQueueUrl: '{FanOutFailedEventsQueue}',
      DeliveryDeadLetterQueueUrl: '{SenderDeliveryDeadLetterQueue}',
      JobsReaderPolicyArn: '{JobsReader}',
      OperatorPolicyArns: '{OperatorPolicy},{OperatorDiagnosisPolicy},{OperatorVaultsPolicy}',
      DashboardUrl: expect.stringMatching(
        /^https:\/\/.+\/cloudwatch\/home\?region=\{AWS::Region\}#/,
      ),
      JobSettings: expect.stringContaining('"vaults":["photos","backups"],"retentionDays":365'),
      WebhookSettings: '{"allowHttp":false,"allowedCidrs":[]}',
    });
  });

  it('puts out where Glacier is, when that is not AWS', () => {
    const glacierEndpointUrl = 'http://127.0.0.1:9000';
    const { template: simulated } = synthesize({ vaults: ['photos'], glacierEndpointUrl });
    simulated.hasOutput('GlacierEndpointUrl', { Value: glacierEndpointUrl });
  });

  it('warns of a missing setting "vaults"', () => {
    const warning = Match.stringLikeRegexp('"vaults" is missing.*glacierJobNotifier.vaults=');
    synthesize().annotations.hasWarning('/GlacierJobNotifier/Default', warning);
  });

  it.each([
    ['named vaults', annotations],
    ['an empty list', synthesize({ vaults: [] }).annotations],
  ])('does not warn of %s', (_, those) => {
    those.hasNoWarning('*', Match.anyValue());
  });

  it('runs every function on a fixed runtime, with logs that end', () => {
    template.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize: 512,
      LoggingConfig: { LogFormat: 'JSON', SystemLogLevel: 'WARN', LogGroup: Match.anyValue() },
      Environment: {
        Variables: Match.objectLike({
          POWERTOOLS_METRICS_NAMESPACE: 'GlacierJobNotifier/GlacierJobNotifier',
          POWERTOOLS_LOG_LEVEL: 'INFO',
        }),
      },
    });
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
  });

  // A change of these files loses data or widens access: review it line by line.
  describe('with every optional part', () => {
    const { template: whole } = synthesize({
      vaults: ['photos', 'backups'],
      trackInitiateJob: true,
      subscriberAccounts: ['111122223333'],
      alarmEmail: 'storage@example.com',
    });

    it('keeps its state in the resources that were reviewed', async () => {
      const resources = describeStatefulResources(whole);
      await expect(resources).toMatchFileSnapshot('reviewed/stateful-resources.txt');
    });

    // No flag of a test run rewrites this file: see "Stateful resource" in CONTRIBUTING.md.
    it('updates every table, key, topic and queue in place', () => {
      expect(fixedResourcesOf(whole)).toStrictEqual(readFixedResources());
    });

    it('grants the permissions that were reviewed', async () => {
      await expect(describePermissions(whole)).toMatchFileSnapshot('reviewed/permissions.txt');
    });
  });
});
