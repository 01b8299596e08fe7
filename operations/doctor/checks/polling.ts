import { awsCommand, quote } from '../../shell-command.ts';
import type { ActivityFacts, DoctorFacts, ScheduleFacts } from '../facts.ts';
import { type Finding, type StepResult, toResult } from '../finding.ts';
import { findFunctionFaults } from './function.ts';

type Facts = Pick<DoctorFacts, 'scope' | 'poller' | 'schedules' | 'polls'>;

/** Checks whether the poller is invoked every minute and has run recently. */
export const checkPolling = ({ poller, schedules, polls, scope }: Facts): StepResult => {
  const findings = [
    ...(poller.kind === 'known' ? findFunctionFaults(poller.value, scope) : []),
    ...(schedules.kind === 'known' ? findDisabled(schedules.value, scope) : []),
  ];
  // A disabled schedule already explains missing runs.
  if (findings.length > 0) return { kind: 'findings', findings };
  if (poller.kind === 'unchecked') return poller;
  if (schedules.kind === 'unchecked') return schedules;
  if (polls.kind === 'unchecked') return polls;
  const { invocations, minutes, ageMinutes = minutes } = polls.value;
  if (invocations === 0 && ageMinutes < minutes) {
    return { kind: 'starting', detail: `no runs yet, deployed ${ageMinutes} min ago` };
  }
  const detail = `runs in the last ${minutes} minutes: ${invocations}`;
  return toResult(findSilence(polls.value, poller.value.name, scope), detail);
};

const findDisabled = (schedules: readonly ScheduleFacts[], scope: Facts['scope']): Finding[] =>
  schedules
    .filter(({ state }) => state !== 'ENABLED')
    .map((schedule) => ({
      severity: 'critical',
      problem: `The schedule ${schedule.name} is ${schedule.state}: it invokes nothing.`,
      fix: enable(schedule, scope),
    }));

// An update replaces the whole schedule, so it must be read first.
const enable = ({ name, groupName }: ScheduleFacts, scope: Facts['scope']): string => {
  const read = awsCommand(
    'scheduler',
    ['get-schedule', '--name', name, '--group-name', groupName],
    scope,
  );
  const change = quote('.State = "ENABLED" | del(.Arn, .CreationDate, .LastModificationDate)');
  const write = awsCommand(
    'scheduler',
    ['update-schedule', '--cli-input-json', 'file:///dev/stdin'],
    scope,
  );
  return `${read} | jq ${change} | ${write}`;
};

const findSilence = (
  { invocations, errors, minutes }: ActivityFacts,
  name: string,
  scope: Facts['scope'],
): Finding[] => {
  const fix = awsCommand('lambda', ['get-function', '--function-name', name], scope);
  if (invocations === 0) {
    return [
      {
        severity: 'critical',
        problem: `The poller did not run in the last ${minutes} minutes: jobs with a lost notice are not detected.`,
        fix,
      },
    ];
  }
  if (errors * 2 <= invocations) return [];
  const problem = `${errors} of ${invocations} poller runs in the last ${minutes} minutes failed.`;
  return [{ severity: 'critical', problem, fix }];
};
