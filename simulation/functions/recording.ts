import type { SQSEvent } from 'aws-lambda';
import { readEnv } from '../../lambdas/core/function/environment.ts';
import { toLifePolicy, toVaultScope } from '../../lambdas/core/function/recording-env.ts';
import { createRecorder } from '../../lambdas/core/job/record.ts';
import type { JobStore } from '../../lambdas/core/job/store.ts';
import type { JobIndex, KnownJobs } from '../../lambdas/core/polling/ports.ts';
import { IntakeEnv } from '../../lambdas/intake/env.ts';
import { createIntake, type NoticeEvent } from '../../lambdas/intake/handler.ts';
import { toBatchResponse } from '../../lambdas/middleware/partial-batch.ts';
import { PollerEnv } from '../../lambdas/poller/env.ts';
import { createPoller } from '../../lambdas/poller/handler.ts';
import { createPollerInvocations, type ScheduledEvent } from '../../lambdas/poller/invocation.ts';
import { TrackerEnv } from '../../lambdas/tracker/env.ts';
import { createTracker } from '../../lambdas/tracker/handler.ts';
import type { GlacierAnswers } from '../ports/glacier.ts';
import type { Service } from '../service.ts';
import type { Deployment } from './deployment.ts';
import type { Boot } from './lambda.ts';
import { reachGlacier, reachJobs, toolsOf } from './tools.ts';

/** The part of a service that the poller reaches. */
export interface PollerSurroundings extends Pick<Service, 'world' | 'pollQueue' | 'telemetry'> {
  readonly deployment: Pick<Deployment, 'functionOf'>;
  readonly index: JobIndex;
  readonly jobs: JobStore & KnownJobs;
  readonly glacier: GlacierAnswers;
}

/** Starts a copy of the real `intake`. */
export const bootIntake =
  (service: Service): Boot<NoticeEvent> =>
  (instance) => {
    const tools = toolsOf(service.world, instance);
    const env = readEnv(IntakeEnv, service.deployment.functionOf('Intake').env);
    return createIntake({
      record: createRecorder(reachJobs(service.jobs, tools), toLifePolicy(env)),
      failedNotices: {
        keep: (failed) => tools.call('failed notice', () => service.keep('notice', failed)),
      },
      scope: toVaultScope(env),
      now: tools.now,
      ...service.telemetry,
    });
  };

/** Starts a copy of the real `tracker`. */
export const bootTracker =
  (service: Service): Boot<unknown> =>
  (instance) => {
    const tools = toolsOf(service.world, instance);
    const env = readEnv(TrackerEnv, service.deployment.functionOf('Tracker').env);
    return createTracker({
      glacier: reachGlacier(service, tools),
      record: createRecorder(reachJobs(service.jobs, tools), toLifePolicy(env)),
      failedTracks: {
        keep: (failed) => tools.call('failed track', () => service.keep('track', failed)),
      },
      scope: toVaultScope(env),
      now: tools.now,
      ...service.telemetry,
    });
  };

/** Starts a copy of the real `poller`. */
export const bootPoller =
  (service: PollerSurroundings): Boot<ScheduledEvent | SQSEvent> =>
  (instance) => {
    const tools = toolsOf(service.world, instance);
    const { call, now, wait } = tools;
    const env = readEnv(PollerEnv, service.deployment.functionOf('Poller').env);
    const policy = toLifePolicy(env);
    const invocations = createPollerInvocations(
      createPoller({
        index: {
          span: (key) => call('index span', () => service.index.span(key)),
          page: (range, start) => call('index page', () => service.index.page(range, start)),
        },
        known: { find: (keys) => call('jobs find', () => service.jobs.find(keys)) },
        glacier: reachGlacier(service, tools),
        record: createRecorder(reachJobs(service.jobs, tools), policy),
        pollQueue: {
          send: (remainder, delaySeconds) =>
            call('poll queue send', () =>
              service.pollQueue.send(JSON.stringify(remainder), delaySeconds),
            ),
        },
        scope: toVaultScope(env),
        policy,
        polling: env.POLLING,
        now,
        wait,
        ...service.telemetry,
      }),
    );
    return async (event, remainingMs) =>
      'Records' in event
        ? toBatchResponse(
            event,
            await invocations.onQueue(event, remainingMs),
            service.telemetry.log,
          )
        : invocations.onSchedule(event, remainingMs);
  };
