import { Duration } from 'aws-cdk-lib';
import { ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { GroupMonitorEnv } from '../../lambdas/group-monitor/env.ts';
import { FailureQueue } from '../messaging/failure-queue.ts';
import type { Settings } from '../settings/settings.ts';
import type { GroupsTable } from '../tables/groups-table.ts';
import type { JobsTable } from '../tables/jobs-table.ts';
import { jobScope } from './job-scope.ts';
import { invokeOnSchedule } from './runtime/invoke-on-schedule.ts';
import { NodeFunction } from './runtime/node-function.ts';

/** The props of `group-monitor`. */
export interface GroupMonitorProps {
  /** Where the members of groups are found. */
  readonly jobs: JobsTable;
  /** Where groups are found, and their changes recorded. */
  readonly groups: GroupsTable;
  /** When a group is complete, and how long it is kept. */
  readonly settings: Settings;
}

/**
 * Checks every minute whether groups are complete.
 *
 * FailedChecksQueue keeps runs that failed. They need no redrive, because the next run checks the same
 * groups.
 */
export class GroupMonitor extends Construct {
  /** The function that checks them. */
  readonly fn: NodeFunction;
  /** Keeps the runs that failed. */
  readonly failedChecks: FailureQueue;

  constructor(scope: Construct, id: string, { jobs, groups, settings }: GroupMonitorProps) {
    super(scope, id);
    this.failedChecks = new FailureQueue(this, 'FailedChecksQueue');
    const fn = new NodeFunction(this, 'Function', {
      folder: 'group-monitor',
      description: 'Checks whether groups of jobs are complete',
      // A count of a million members takes half a minute.
      timeout: Duration.minutes(2),
    });
    this.fn = fn;
    fn.useEnvironment({
      ...groups.grantMonitor(fn),
      ...jobs.grantFindMembers(fn),
      ...jobs.grantRecord(fn),
      ...jobScope(this, settings),
      GROUP_QUIET_HOURS: String(settings.groupQuietHours),
    } satisfies GroupMonitorEnv);
    invokeOnSchedule(this, {
      fn,
      deadLetters: this.failedChecks,
      schedules: {
        Schedule: {
          description: 'Checks groups every minute',
          every: Duration.minutes(1),
          input: ScheduleTargetInput.fromObject({}),
        },
      },
    });
  }
}
