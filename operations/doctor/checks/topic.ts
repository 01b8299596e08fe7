import { awsCommand } from '../../shell-command.ts';
import type { DoctorFacts } from '../facts.ts';
import { type Finding, type StepResult, toResult } from '../finding.ts';
import { readPolicy } from '../policy/document.ts';
import { evaluatePolicy, type PolicyAnswer } from '../policy/evaluate.ts';

type Facts = Pick<DoctorFacts, 'scope' | 'topic' | 'noticeTopicArn' | 'accountId'>;

/** The principal that publishes notices. */
export const GLACIER = 'glacier.amazonaws.com';

/**
 * The condition keys that may carry the account; sources disagree on which one Glacier sends.
 *
 * So a policy must allow either one.
 */
const ACCOUNT_KEYS = ['aws:SourceAccount', 'aws:SourceOwner'] as const;

/** What else Glacier may send: whether and how it names the vault is undocumented. */
export const UNPUBLISHED = { 'aws:sourcearn': undefined } as const;

/** Checks whether the notice topic exists in the region of the vaults. */
export const checkTopic = ({ topic, noticeTopicArn, scope }: Facts): StepResult => {
  if (topic.kind === 'unchecked') return topic;
  const region = noticeTopicArn.split(':')[3];
  const findings: Finding[] = [];
  if (topic.value === undefined) {
    findings.push({
      severity: 'critical',
      problem: `The topic ${noticeTopicArn} does not exist: every notice is lost.`,
      fix: 'npx cdk deploy',
    });
  }
  if (region !== scope.region) {
    findings.push({
      severity: 'critical',
      problem: `The topic is in ${region} but the vaults are in ${scope.region}: Glacier publishes only within a Region.`,
      fix: 'npx cdk deploy',
    });
  }
  return toResult(findings, `exists in ${region}`);
};

/** Checks whether the topic policy allows Glacier to publish notices. */
export const checkTopicPolicy = (facts: Facts): StepResult => {
  const { topic } = facts;
  if (topic.kind === 'unchecked') return topic;
  if (topic.value === undefined) return { kind: 'unchecked', reason: 'the topic does not exist' };
  const { policy } = topic.value;
  if (policy === undefined) return { kind: 'unchecked', reason: 'the topic returns no policy' };
  const statements = readPolicy(policy);
  if (statements === undefined) {
    return { kind: 'unchecked', reason: 'the policy cannot be read as an IAM policy' };
  }
  const answers = ACCOUNT_KEYS.map((key) => ({
    key,
    answer: evaluatePolicy(statements, {
      service: GLACIER,
      action: 'sns:Publish',
      resource: facts.noticeTopicArn,
      context: {
        ...UNPUBLISHED,
        [key.toLowerCase()]: facts.accountId,
        'aws:securetransport': 'true',
      },
    }),
  }));
  const refusals = answers.filter(({ answer }) => answer.kind !== 'allowed');
  return toResult(judge(refusals, policy, facts), 'Glacier is allowed to publish');
};

interface Refusal {
  readonly key: string;
  readonly answer: PolicyAnswer;
}

const judge = (refusals: readonly Refusal[], policy: string, facts: Facts): Finding[] => {
  const [first] = refusals;
  if (first === undefined) return [];
  const denial = refusals.map(({ answer }) => answer).find(({ kind }) => kind === 'denied');
  if (denial?.kind === 'denied') return [denied(denial, policy, facts)];
  if (refusals.length < ACCOUNT_KEYS.length) {
    return [
      {
        severity: 'warning',
        problem: `The topic policy does not allow Glacier to publish if it sends ${first.key}; which key Glacier sends is undocumented.`,
        fix: setPolicy(withGlacier(policy, facts), facts),
      },
    ];
  }
  const isCertain = refusals.every(
    ({ answer }) => answer.kind !== 'not-allowed' || answer.isCertain,
  );
  return [
    {
      severity: isCertain ? 'critical' : 'warning',
      problem: isCertain
        ? 'The topic policy does not allow Glacier to publish: every notice is lost, and Glacier reports no error.'
        : 'The topic policy allows Glacier to publish only under conditions that cannot be evaluated.',
      fix: setPolicy(withGlacier(policy, facts), facts),
    },
  ];
};

const denied = (
  { statement, isCertain }: Extract<PolicyAnswer, { kind: 'denied' }>,
  policy: string,
  facts: Facts,
): Finding => ({
  severity: isCertain ? 'critical' : 'warning',
  problem: `The statement ${statement} of the topic policy ${isCertain ? 'denies' : 'may deny'} publishing to Glacier: ${isCertain ? 'every notice is lost, and Glacier reports no error.' : 'its condition cannot be evaluated.'}`,
  fix: setPolicy(without(statement, policy), facts),
});

const setPolicy = (policy: string, { noticeTopicArn, scope }: Facts): string =>
  awsCommand('sns', ['set-topic-attributes'], scope, {
    'topic-arn': noticeTopicArn,
    'attribute-name': 'Policy',
    'attribute-value': policy,
  });

const withGlacier = (policy: string, { noticeTopicArn, accountId }: Facts): string =>
  changeStatements(policy, (statements) => [
    ...statements,
    ...ACCOUNT_KEYS.map((key) => ({
      Sid: `GlacierBy${key.replace('aws:', '')}Again`,
      Effect: 'Allow',
      Principal: { Service: GLACIER },
      Action: 'sns:Publish',
      Resource: noticeTopicArn,
      Condition: { StringEquals: { [key]: accountId } },
    })),
  ]);

const without = (name: string, policy: string): string =>
  changeStatements(policy, (statements) =>
    statements.filter((statement, index) => nameOf(statement, index) !== name),
  );

const nameOf = (statement: unknown, index: number): string => {
  const sid =
    typeof statement === 'object' && statement !== null ? Reflect.get(statement, 'Sid') : undefined;
  return typeof sid === 'string' ? sid : `number ${index + 1}`;
};

/** Changes the statements of a readable policy and keeps everything else. */
export const changeStatements = (
  policy: string,
  change: (statements: readonly unknown[]) => readonly unknown[],
): string => {
  const document: { readonly Statement?: unknown } = JSON.parse(policy);
  return JSON.stringify({ ...document, Statement: change([document.Statement].flat()) });
};
