/**
 * Lists the resource types that do nothing on one machine: permissions, encryption, logs, alarms.
 *
 * Nobody is refused and nothing is encrypted in the sandbox, so a missing permission shows only in
 * AWS. What does work is wired by `resources/`.
 */
export const meaninglessTypes: ReadonlySet<string> = new Set([
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::QueryDefinition',
  'AWS::Scheduler::ScheduleGroup',
  'AWS::SQS::QueuePolicy',
]);
