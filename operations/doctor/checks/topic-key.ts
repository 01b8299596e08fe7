import { awsCommand } from '../../shell-command.ts';
import type { DoctorFacts, KeyFacts } from '../facts.ts';
import { type Finding, type StepResult, toResult } from '../finding.ts';
import { readPolicy } from '../policy/document.ts';
import { evaluatePolicy, type PolicyAnswer } from '../policy/evaluate.ts';
import { changeStatements, GLACIER, UNPUBLISHED } from './topic.ts';

type Facts = Pick<DoctorFacts, 'scope' | 'topic' | 'topicKey' | 'noticeTopicArn' | 'accountId'>;

/**
 * The key permissions that a service needs to publish to an encrypted topic.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
const ACTIONS = ['kms:GenerateDataKey', 'kms:Decrypt'] as const;

/** Checks whether Glacier may use the encryption key of the notice topic. */
export const checkTopicKey = (facts: Facts): StepResult => {
  const { topic, topicKey } = facts;
  if (topic.kind === 'known' && topic.value?.keyId === undefined) {
    return { kind: 'fine', detail: 'the topic is not encrypted with a KMS key' };
  }
  if (topicKey.kind === 'unchecked') return topicKey;
  const findings = topicKey.value === undefined ? [absent(facts)] : judge(topicKey.value, facts);
  return toResult(findings, 'Glacier is allowed to use the key');
};

const absent = (facts: Facts): Finding => ({
  severity: 'critical',
  problem: 'The topic is encrypted with a KMS key that does not exist: every notice is lost.',
  fix: withoutKey(facts),
});

const judge = (key: KeyFacts, facts: Facts): Finding[] => {
  if (key.isAwsManaged) {
    return [
      {
        severity: 'critical',
        problem:
          'The topic is encrypted with the AWS managed key alias/aws/sns, which Glacier cannot use and whose policy cannot be changed: every notice is lost.',
        fix: withoutKey(facts),
      },
    ];
  }
  if (key.state !== 'Enabled') return [unusable(key, facts)];
  const statements = readPolicy(key.policy ?? '');
  if (statements === undefined) return [unreadable(key, facts)];
  const refused = ACTIONS.map((action) => ({
    action,
    answer: ask(action, statements, { key, facts }),
  })).filter(({ answer }) => answer.kind !== 'allowed');
  return refused.length === 0 ? [] : [refusing(refused, key, facts)];
};

const ask = (
  action: string,
  statements: NonNullable<ReturnType<typeof readPolicy>>,
  { key, facts }: { readonly key: KeyFacts; readonly facts: Facts },
): PolicyAnswer => {
  const context = {
    ...UNPUBLISHED,
    'aws:sourceaccount': facts.accountId,
    'aws:securetransport': 'true',
    'kms:viaservice': `sns.${facts.scope.region}.amazonaws.com`,
    'kms:encryptioncontext:aws:sns:topicarn': facts.noticeTopicArn,
  };
  const request = { service: GLACIER, action, resource: key.arn, context };
  return evaluatePolicy(statements, request);
};

interface Refusal {
  readonly action: string;
  readonly answer: PolicyAnswer;
}

const refusing = (refused: readonly Refusal[], key: KeyFacts, { scope }: Facts): Finding => {
  const isCertain = refused.some(({ answer }) => answer.kind !== 'allowed' && answer.isCertain);
  const actions = refused.map(({ action }) => action).join(' and ');
  return {
    severity: isCertain ? 'critical' : 'warning',
    problem: isCertain
      ? `The policy of the topic key ${key.arn} does not allow Glacier to use ${actions}: every notice is lost, and Glacier reports no error.`
      : `The policy of the topic key ${key.arn} allows Glacier to use ${actions} only under conditions that cannot be evaluated.`,
    fix: awsCommand(
      'kms',
      ['put-key-policy', '--key-id', key.arn, '--policy-name', 'default', '--policy', permit(key)],
      scope,
    ),
  };
};

const permit = ({ policy = '{}' }: KeyFacts): string =>
  changeStatements(policy, (statements) => [
    ...statements,
    {
      Sid: 'GlacierEncryptsNotices',
      Effect: 'Allow',
      Principal: { Service: GLACIER },
      Action: ['kms:GenerateDataKey*', 'kms:Decrypt'],
      Resource: '*',
    },
  ]);

const unusable = (key: KeyFacts, { scope }: Facts): Finding => ({
  severity: 'critical',
  problem: `The topic key ${key.arn} is ${key.state}: every notice is lost.`,
  fix: awsCommand('kms', ['enable-key', '--key-id', key.arn], scope),
});

const unreadable = (key: KeyFacts, { scope }: Facts): Finding => ({
  severity: 'warning',
  problem: `The policy of the topic key ${key.arn} cannot be read.`,
  fix: awsCommand(
    'kms',
    ['get-key-policy', '--key-id', key.arn, '--policy-name', 'default'],
    scope,
  ),
});

const withoutKey = ({ noticeTopicArn, scope }: Facts): string =>
  awsCommand('sns', ['set-topic-attributes'], scope, {
    'topic-arn': noticeTopicArn,
    'attribute-name': 'KmsMasterKeyId',
    'attribute-value': '',
  });
