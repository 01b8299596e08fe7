import { findFunctionFaults } from './check-function.ts';
import { awsCommand, quote } from './command-line.ts';
import type { ActivityFacts, DoctorFacts, Fact, ScheduleFacts } from './facts.ts';
import { type Finding, type StepResult, toResult } from './finding.ts';

type Facts = Pick<DoctorFacts, 'scope' | 'poller' | 'schedules' | 'polls'>;

/** Says whether the poller is woken every minute, and did its work of late. */
export const checkPolling = ({ poller, schedules, polls, scope }: Facts): StepResult => {
  if (poller.kind === 'unchecked') return poller;
  if (schedules.kind === 'unchecked') return schedules;
  const findings = [
    ...findFunctionFaults(poller.value, scope),
    ...findDisabled(schedules.value, scope),
  ];
  // Without a schedule there is nothing to be seen of it.
  const silence = findings.length === 0 ? findSilence(polls, poller.value.name, scope) : [];
  return toResult([...findings, ...silence], describe(polls));
};

const findDisabled = (schedules: readonly ScheduleFacts[], scope: Facts['scope']): Finding[] =>
  schedules
    .filter(({ state }) => state !== 'ENABLED')
    .map((schedule) => ({
      severity: 'critical',
      problem: `The schedule ${schedule.name} is ${schedule.state}: nothing of its work is done.`,
      mend: enable(schedule, scope),
    }));

// An update replaces the whole schedule, so it has to be read first.
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
  polls: Fact<ActivityFacts>,
  name: string,
  scope: Facts['scope'],
): Finding[] => {
  if (polls.kind === 'unchecked') return [];
  const { invocations, errors, minutes } = polls.value;
  const mend = awsCommand('lambda', ['get-function', '--function-name', name], scope);
  if (invocations === 0) {
    return [
      {
        severity: 'critical',
        problem: `The poller did not run in the last ${minutes} minutes: jobs whose notice is lost are not found.`,
        mend,
      },
    ];
  }
  if (errors * 2 <= invocations) return [];
  const problem = `Of ${invocations} runs of the poller in the last ${minutes} minutes ${errors} failed.`;
  return [{ severity: 'critical', problem, mend }];
};

const describe = (polls: Fact<ActivityFacts>): string =>
  polls.kind === 'unchecked'
    ? `scheduled; its runs were not looked at: ${polls.reason}`
    : `${polls.value.invocations} runs in the last ${polls.value.minutes} minutes`;
