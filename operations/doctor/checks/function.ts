import { awsCommand, type CommandScope } from '../../shell-command.ts';
import type { DoctorFacts, FunctionFacts } from '../facts.ts';
import { type Finding, type StepResult, toResult } from '../finding.ts';
import { readPolicy } from '../policy/document.ts';
import { evaluatePolicy } from '../policy/evaluate.ts';

type IntakeFacts = Pick<DoctorFacts, 'scope' | 'intake' | 'noticeTopicArn'>;

/** Checks whether intake exists, works and lets SNS invoke it. */
export const checkIntake = ({ intake, noticeTopicArn, scope }: IntakeFacts): StepResult => {
  if (intake.kind === 'unchecked') return intake;
  const findings = findFunctionFaults(intake.value, scope);
  if (intake.value.exists && !maySnsInvoke(intake.value, noticeTopicArn)) {
    findings.push(shut(intake.value, noticeTopicArn, scope));
  }
  return toResult(findings, `${intake.value.name} is active and SNS can invoke it`);
};

const maySnsInvoke = ({ policy, arn }: FunctionFacts, topicArn: string): boolean => {
  const answer = evaluatePolicy(readPolicy(policy ?? '') ?? [], {
    service: 'sns.amazonaws.com',
    action: 'lambda:InvokeFunction',
    resource: arn,
    context: { 'aws:sourcearn': topicArn, 'aws:sourceaccount': topicArn.split(':')[4] ?? '' },
  });
  return answer.kind === 'allowed';
};

const shut = (fn: FunctionFacts, topicArn: string, scope: CommandScope): Finding => ({
  severity: 'critical',
  problem: `SNS is not allowed to invoke ${fn.name} for the topic: every notice goes to FailedNoticesQueue.`,
  fix: awsCommand('lambda', ['add-permission'], scope, {
    'function-name': fn.name,
    'statement-id': 'NoticeTopic',
    action: 'lambda:InvokeFunction',
    principal: 'sns.amazonaws.com',
    'source-arn': topicArn,
  }),
});

/** Finds what prevents a function from running or from being invoked. */
export const findFunctionFaults = (fn: FunctionFacts, scope: CommandScope): Finding[] => {
  if (!fn.exists) {
    const problem = `The function ${fn.name} does not exist.`;
    return [{ severity: 'critical', problem, fix: 'npx cdk deploy' }];
  }
  const problems = [findStateFault(fn, scope), findUpdateFault(fn, scope), findLimit(fn, scope)];
  return [...problems.filter((one) => one !== undefined), ...findMappingFaults(fn, scope)];
};

const configuration = ({ name }: FunctionFacts, scope: CommandScope): string =>
  awsCommand('lambda', ['get-function-configuration', '--function-name', name], scope);

// Lambda deactivates a function that was idle for weeks, and reactivates it automatically.
const findStateFault = (fn: FunctionFacts, scope: CommandScope): Finding | undefined =>
  fn.state === undefined || ['Active', 'Inactive'].includes(fn.state)
    ? undefined
    : {
        severity: 'critical',
        problem: `The function ${fn.name} is in state ${fn.state} and cannot be invoked.`,
        fix: configuration(fn, scope),
      };

const findUpdateFault = (fn: FunctionFacts, scope: CommandScope): Finding | undefined =>
  fn.lastUpdateStatus === 'Failed'
    ? {
        severity: 'warning',
        problem: `The last update of ${fn.name} failed: it still runs the previous version.`,
        fix: configuration(fn, scope),
      }
    : undefined;

const findLimit = (fn: FunctionFacts, scope: CommandScope): Finding | undefined =>
  fn.reservedConcurrency === 0
    ? {
        severity: 'critical',
        problem: `The function ${fn.name} is fully throttled: its reserved concurrency is 0.`,
        fix: awsCommand(
          'lambda',
          ['delete-function-concurrency', '--function-name', fn.name],
          scope,
        ),
      }
    : undefined;

const findMappingFaults = (fn: FunctionFacts, scope: CommandScope): Finding[] =>
  fn.reads !== undefined && fn.mappings.length === 0
    ? [unmapped(fn, fn.reads, scope)]
    : findDisabledMappings(fn, scope);

const unmapped = ({ name }: FunctionFacts, reads: string, scope: CommandScope): Finding => ({
  severity: 'critical',
  problem: `${name} does not read ${reads}: its event source mapping was deleted. Recreate it with the settings of the template; a deployment does not do this.`,
  fix: awsCommand('lambda', ['list-event-source-mappings', '--function-name', name], scope),
});

const findDisabledMappings = (fn: FunctionFacts, scope: CommandScope): Finding[] =>
  fn.mappings
    .filter(({ state }) => ['Disabled', 'Disabling'].includes(state))
    .map(({ id, source, state }) => ({
      severity: 'critical',
      problem: `${fn.name} does not read ${source}: its event source mapping is ${state}.`,
      fix: awsCommand('lambda', ['update-event-source-mapping', '--uuid', id, '--enabled'], scope),
    }));
