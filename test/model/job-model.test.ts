import { afterAll, beforeAll, expect, it } from 'vitest';
import { createJobsTable } from '../../bench/notices/jobs-table.ts';
import { buildJobEvent } from '../../lambdas/core/event/event.ts';
import type { Evidence } from '../../lambdas/core/evidence/evidence.ts';
import type { Job } from '../../lambdas/core/job/job.ts';
import { clock, collected, notFound, pending, seen, vaultNotFound } from '../support/evidence.ts';
import { type LocalDynamo, startLocalDynamo } from '../support/local-dynamo.ts';
import { explore, MODEL_TIMEOUT_MS, reportExplored } from './interleave.ts';
import { type History, recordTogether } from './job-model.ts';
import { announcedChanges, readStream } from './stream-model.ts';

const CREATED = '2026-03-14T03:40:20.000Z';
const COMPLETED = '2026-03-14T07:32:43.000Z';
const LATER = '2026-03-15T03:00:00.000Z';
const GONE = '2026-03-15T09:00:00.000Z';

const FAILED = { StatusCode: 'Failed', StatusMessage: 'Failed' };

/** Everything that can be said of one job, by its name. */
const EVIDENCE: Readonly<Record<string, Evidence>> = {
  'notice of success': seen('notice', COMPLETED),
  'notice of failure': seen('notice', COMPLETED, FAILED),
  'look at a success': seen('describe-job', LATER),
  'look at a failure': seen('list-jobs', LATER, FAILED),
  'look at a pending job': pending('describe-job', CREATED),
  'look that finds nothing': notFound(GONE),
  collection: collected(LATER),
  clock: clock(LATER),
};
const NAMES = Object.keys(EVIDENCE);

const MISSING = 'look that finds no vault';
/** What is said of a job where its vault is not there to be asked. */
const NAMES_WITHOUT_VAULT = ['notice of success', 'notice of failure', 'collection', 'clock'];

const TABLE = 'model-jobs';
let local: LocalDynamo;

beforeAll(async () => {
  local = await startLocalDynamo();
  await createJobsTable(local.client, TABLE);
});
afterAll(() => local.stop());

/** Every choice of `size` names, in which one may occur twice: a duplicate notice. */
const choices = (names: readonly string[], size: number): readonly (readonly string[])[] =>
  size === 0
    ? [[]]
    : names.flatMap((name, index) =>
        choices(names.slice(index), size - 1).map((others) => [name, ...others]),
      );

const present = (history: History): readonly Job[] => history.filter((job) => job !== undefined);

const expectSound = (history: History): void => {
  const jobs = present(history);
  for (const [index, job] of jobs.entries()) {
    expect(job.sequence).toBe(job.transitions.length);
    expect(job.revision).toBe(index + 1);
    expect(job.status).toBe(job.transitions.at(-1)?.status);
    const before = jobs[index - 1];
    const kept = job.transitions.slice(0, before?.sequence ?? 0);
    expect(kept.map(({ status }) => status)).toStrictEqual(
      before?.transitions.map(({ status }) => status) ?? [],
    );
    const isRepeated = job.transitions.some(
      ({ status }, at) => status === job.transitions[at - 1]?.status,
    );
    expect(isRepeated).toBe(false);
  }
};

/** The bodies of the events of a job, each built from the image that announces it. */
const bodiesAtFirst = (history: History): readonly string[] =>
  announcedChanges(history).flatMap(([before, after]) =>
    after.transitions
      .slice(before?.sequence ?? 0)
      .map((_, index) => buildJobEvent(after, (before?.sequence ?? 0) + index + 1).body),
  );

const expectSameBytesLater = (history: History): void => {
  const atFirst = bodiesAtFirst(history);
  for (const job of present(history)) {
    const now = job.transitions.map((_, index) => buildJobEvent(job, index + 1).body);
    expect(now).toStrictEqual(atFirst.slice(0, now.length));
  }
  expect(atFirst).toHaveLength(history.at(-1)?.sequence ?? 0);
};

const unique = (bodies: readonly string[]): readonly string[] => [...new Set(bodies)];

/** Announces a history in every way in which the stream may be read; returns how many there are. */
const expectAnnounced = (history: History): Promise<number> => {
  const changes = announcedChanges(history);
  const bodies = bodiesAtFirst(history);
  return explore(async (choose) => {
    const { topic, queue } = await readStream(changes, choose);
    expect(unique(topic)).toStrictEqual(bodies);
    expect(unique(queue)).toStrictEqual(bodies);
  }, 5);
};

/** Plays every interleaving of three actors with a piece of evidence each. */
const exploreSet = async (
  names: readonly string[],
  first: readonly Evidence[],
  announcedBefore: Set<string>,
) => {
  const ends = new Set<string>();
  let readings = 0;
  const pieces = names.map((name) => EVIDENCE[name] ?? vaultNotFound(GONE));
  const table = { client: local.client, name: TABLE };
  const interleavings = await explore(async (choose) => {
    const history = await recordTogether(table, { first, pieces, now: GONE }, choose);
    expectSound(history);
    expectSameBytesLater(history);
    ends.add(history.at(-1)?.status ?? 'nothing');
    const way = JSON.stringify(history.map((job) => job?.transitions));
    if (announcedBefore.has(way)) return;
    announcedBefore.add(way);
    readings += await expectAnnounced(history);
  }, 2);
  expect([...ends], names.join(', ')).toHaveLength(1);
  return { interleavings, readings };
};

const exploreSets = async (
  sets: readonly (readonly string[])[],
  first: readonly Evidence[],
): Promise<{ readonly interleavings: number; readonly readings: number }> => {
  const announcedBefore = new Set<string>();
  const sum = { interleavings: 0, readings: 0 };
  for (const names of sets) {
    const explored = await exploreSet(names, first, announcedBefore);
    sum.interleavings += explored.interleavings;
    sum.readings += explored.readings;
  }
  return sum;
};

it(
  'comes to one end, and announces it in one form, however three writers and a stream interleave',
  async () => {
    const sets = choices(NAMES, 3);
    const explored = await exploreSets(sets, [pending('registration', CREATED)]);
    reportExplored(`${sets.length} sets on a registered job: ${JSON.stringify(explored)}`);
    expect(explored.interleavings).toBeGreaterThanOrEqual(2 * sets.length);
  },
  MODEL_TIMEOUT_MS,
);

it(
  'does so for a job whose vault is missing a second time',
  async () => {
    // An answer that knows the vault withdraws the first miss, whenever it comes.
    const sets = choices([...NAMES_WITHOUT_VAULT, MISSING], 3).filter((set) =>
      set.includes(MISSING),
    );
    const first = [pending('registration', CREATED), vaultNotFound(LATER)];
    const explored = await exploreSets(sets, first);
    reportExplored(`${sets.length} sets on a job without a vault: ${JSON.stringify(explored)}`);
    expect(explored.interleavings).toBeGreaterThanOrEqual(2 * sets.length);
  },
  MODEL_TIMEOUT_MS,
);

it(
  'does so for an unknown job, with three pieces of evidence at once',
  async () => {
    const names = NAMES.filter((name) => EVIDENCE[name]?.kind === 'seen');
    const sets = choices(names, 3);
    const explored = await exploreSets(sets, []);
    reportExplored(`${sets.length} sets on an unknown job: ${JSON.stringify(explored)}`);
    expect(explored.interleavings).toBeGreaterThanOrEqual(2 * sets.length);
  },
  MODEL_TIMEOUT_MS,
);
