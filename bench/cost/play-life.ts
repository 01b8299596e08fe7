import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { createDynamoJobStore } from '../../lambdas/adapters/dynamo/job-store.ts';
import type { Evidence } from '../../lambdas/core/evidence/evidence.ts';
import { DEFAULT_LIFE_POLICY } from '../../lambdas/core/function/settings.ts';
import { createRecorder } from '../../lambdas/core/job/record.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { readSeen } from '../../simulation/ports/read-seen.ts';
import { createCountedClient } from '../notices/counted-client.ts';
import { aNoticeMessage } from '../notices/notice-messages.ts';
import { ASSUMED } from './prices.ts';
import { type Change, createAnnounce, type Freshness, type Image } from './service.ts';
import { addSpent, countInvocation, createTally, shareOf, type Tally } from './tally.ts';

/** A part of a job's life, with what it took. */
export interface Phase {
  readonly name: string;
  readonly tally: Tally;
}

type Stage = Pick<Sandbox, 'clients' | 'outputs' | 'urls'>;

interface Step {
  readonly name: string;
  readonly evidence: Evidence;
  /** Whether a function is invoked for it alone; the poller runs for all jobs together. */
  readonly isInvoked: boolean;
}

const AT = {
  started: '2026-03-14T03:40:20.000Z',
  noticed: '2026-03-14T07:32:43.000Z',
  reminded: '2026-03-15T03:33:00.000Z',
  ended: '2026-03-15T09:33:00.000Z',
} as const;

/** What is recorded of an uncollected job in its life. */
export const stepsOf = (number: number, isRegistered: boolean, jobDescription?: string): Step[] => {
  const notice: Readonly<Record<string, unknown>> = JSON.parse(aNoticeMessage(number));
  const described = { ...notice, ...(jobDescription && { JobDescription: jobDescription }) };
  const pending = { ...described, StatusCode: 'InProgress', CompletionDate: null };
  const noticed = readSeen(described, 'notice', AT.noticed);
  const { key } = noticed;
  const registration: Step = {
    name: 'registered when it is started',
    evidence: readSeen(pending, 'registration', AT.started),
    isInvoked: false,
  };
  return [
    ...(isRegistered ? [registration] : []),
    { name: 'completed, by its notice', evidence: noticed, isInvoked: true },
    {
      name: 'reminded of, four hours before it expires',
      evidence: { kind: 'clock', source: 'clock', key, observedAt: AT.reminded },
      isInvoked: false,
    },
    {
      name: 'expired, when Glacier no longer knows it',
      evidence: { kind: 'not-found', source: 'describe-job', key, observedAt: AT.ended },
      isInvoked: false,
    },
  ];
};

/** How jobs come: how many at a time, and what functions have kept in between. */
export interface Pace {
  /** At most ten, which is what a request to SNS or SQS takes. */
  readonly jobsAtOnce: number;
  readonly freshness: Freshness;
}

/** Plays the life of uncollected jobs, each event delivered to one webhook; counts for one. */
export type PlayLife = (isRegistered: boolean) => Promise<Phase[]>;

/** Puts the functions together that have to do with a job's life, on counted tables. */
export const createPlayLife = (stage: Stage, { jobsAtOnce, freshness }: Pace): PlayLife => {
  const { outputs, urls } = stage;
  const counted = createCountedClient(urls.dynamodb);
  const record = createRecorder(
    createDynamoJobStore(counted.client, outputs.JobsTableName),
    DEFAULT_LIFE_POLICY,
  );
  const announce = createAnnounce(counted, outputs, freshness);
  const change = async ({ evidence, isInvoked }: Step, tally: Tally): Promise<Change[]> => {
    const before = await readImage(stage, evidence);
    counted.takeSpent();
    await record(evidence, evidence.observedAt);
    const requests = addSpent(tally, counted.takeSpent());
    if (isInvoked) {
      countInvocation(tally, requests);
      tally.logBytes += ASSUMED.logLineBytes + ASSUMED.metricsLineBytes;
    }
    const after = await readImage(stage, evidence);
    return after === undefined ? [] : [{ before, after }];
  };
  const play = async (steps: readonly Step[]): Promise<Phase> => {
    const tally = createTally();
    const changes: Change[] = [];
    for (const step of steps) changes.push(...(await change(step, tally)));
    await announce(changes, tally);
    return { name: steps[0]?.name ?? '', tally: shareOf(tally, steps.length) };
  };
  return async (isRegistered) => {
    const lives = Array.from({ length: jobsAtOnce }, () => stepsOf(nextNumber(), isRegistered));
    const phases: Phase[] = [];
    for (const [index] of lives[0]?.entries() ?? []) {
      phases.push(await play(lives.flatMap((life) => life[index] ?? [])));
    }
    return phases;
  };
};

let jobCount = 0;
const nextNumber = (): number => {
  jobCount += 1;
  return jobCount;
};

const readImage = async (
  { clients, outputs }: Stage,
  { key: { vaultArn, jobId } }: Evidence,
): Promise<Image | undefined> => {
  const Key = marshall({ vaultArn, jobId });
  const command = new GetItemCommand({ TableName: outputs.JobsTableName, Key });
  return (await clients.dynamodb.send(command)).Item;
};
