import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Construct } from 'constructs';
import type { TrackerEnv } from '../../lambdas/tracker/env.ts';
import { allowOnVaults } from '../access/vault-access.ts';
import { FailureQueue } from '../messaging/failure-queue.ts';
import type { Settings } from '../settings/settings.ts';
import type { JobsTable } from '../tables/jobs-table.ts';
import { glacierEndpoint } from './glacier-endpoint.ts';
import { type JobSettings, jobScope } from './job-scope.ts';
import { NodeFunction } from './runtime/node-function.ts';

/** The props of the tracker. */
export interface TrackerProps {
  /** Where jobs are recorded. */
  readonly jobs: JobsTable;
  /** The vaults to track, and the Glacier endpoint. */
  readonly settings: JobSettings & Pick<Settings, 'glacierEndpointUrl'>;
}

/**
 * Records jobs as soon as CloudTrail reports their start, which requires a trail that logs.
 *
 * FailedTracksQueue keeps records that cannot be used: from the function, a record that it cannot
 * read; from Lambda, one on which the function failed three times within about three minutes, because
 * Glacier did not know the job yet; from EventBridge, one that Lambda rejected for a day.
 */
export class Tracker extends Construct {
  /** The function that records them. */
  readonly fn: NodeFunction;
  /** Keeps what could not be used. */
  readonly failedTracks: FailureQueue;

  constructor(scope: Construct, id: string, { jobs, settings }: TrackerProps) {
    super(scope, id);
    this.failedTracks = new FailureQueue(this, 'FailedTracksQueue');
    const fn = new NodeFunction(this, 'Function', {
      folder: 'tracker',
      description: 'Records jobs as soon as CloudTrail reports their start',
      timeout: Duration.seconds(30),
    });
    this.fn = fn;
    fn.configureAsyncInvoke({
      retryAttempts: 2,
      onFailure: new SqsDestination(this.failedTracks),
    });
    fn.useEnvironment({
      ...jobs.grantRecord(fn),
      FAILED_TRACKS_QUEUE_URL: this.failedTracks.grantKeep(fn),
      ...this.grantAsk(fn, settings),
      ...jobScope(this, settings),
    } satisfies TrackerEnv);
    this.invokeOnEvents(fn);
  }

  // Matches only what identifies InitiateJob: the record format is undocumented, and a misspelled name
  // would silently lose every job.
  private invokeOnEvents(fn: NodeFunction): void {
    new Rule(this, 'Rule', {
      description: 'Invokes the tracker when CloudTrail records an InitiateJob call',
      eventPattern: {
        source: ['aws.glacier'],
        detailType: ['AWS API Call via CloudTrail'],
        detail: { eventName: ['InitiateJob'] },
      },
      targets: [new LambdaFunction(fn, { deadLetterQueue: this.failedTracks })],
    });
  }

  private grantAsk(fn: NodeFunction, settings: TrackerProps['settings']) {
    allowOnVaults(this, fn, ['glacier:DescribeJob'], settings);
    return glacierEndpoint(settings);
  }
}
