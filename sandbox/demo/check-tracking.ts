import type { DemoEvidence } from './evidence.ts';
import type { PlayedScene } from './play-day.ts';
import { type CheckedPromise, checkEach } from './promise.ts';
import type { JobRow } from './records.ts';

/** The time after which the poller must have found a completion without a notice: a step of its plan and a tick. */
const pollLimitMs = 16 * 60_000;
const leadMs = 4 * 3_600_000;

/** Compares the Jobs table with Glacier's own ledger. */
export const checkTracking = (evidence: DemoEvidence): readonly CheckedPromise[] => {
  const { scenes, ledger } = evidence;
  return [
    checkEach('every job is recorded with its outcome in Glacier', ledger.jobs(), (job) => {
      const row = findRow(evidence, job.jobId);
      const outcome = row?.transitions.find(({ status }) => /^(Succeeded|Failed)$/.test(status));
      const isSame =
        outcome?.status === job.outcome &&
        Date.parse(row?.completionDate ?? '') === job.completesAt;
      return isSame ? undefined : `${job.description}: ${JSON.stringify(row)}`;
    }),
    checkEach('exactly the expected transitions are recorded', scenes, (scene) => {
      const statuses = findRow(evidence, scene.jobId)?.transitions.map(({ status }) => status);
      return String(statuses) === String(scene.transitions)
        ? undefined
        : `${scene.name}: ${statuses}`;
    }),
    ...sceneChecks.map(({ letter, promise, check }) =>
      checkEach(
        `(${letter}) ${promise}`,
        scenes.filter((scene) => scene.letter === letter),
        (scene) => {
          const row = findRow(evidence, scene.jobId);
          if (row === undefined) return `${scene.name} is not recorded`;
          return check({ scene, row, evidence }) ? undefined : JSON.stringify(row.transitions);
        },
      ),
    ),
  ];
};

interface SceneCase {
  readonly scene: PlayedScene;
  readonly row: JobRow;
  readonly evidence: DemoEvidence;
}

interface SceneCheck {
  readonly letter: string;
  readonly promise: string;
  check(given: SceneCase): boolean;
}

const sceneChecks: readonly SceneCheck[] = [
  {
    letter: 'a',
    promise: 'a reminder of an uncollected output is sent four hours before it expires',
    check: ({ row }) => {
      const expiresAt = Date.parse(row.outputExpiresAt ?? '');
      const remindedBefore = expiresAt - timeOf(row, 'Expiring');
      return Math.abs(remindedBefore - leadMs) <= 2 * 60_000 && timeOf(row, 'Expired') >= expiresAt;
    },
  },
  {
    letter: 'b',
    promise: 'no reminder is sent for a collected output',
    check: ({ row }) => row.status === 'Collected' && stepOf(row, 'Expiring') === undefined,
  },
  {
    letter: 'c',
    promise: 'a notice is enough to track a job',
    check: ({ row }) => stepOf(row, 'Succeeded')?.source === 'notice',
  },
  {
    letter: 'd',
    promise: 'a completion with a lost notice is detected within 15 minutes',
    check: ({ row, scene, evidence }) =>
      noticesOf(evidence, scene, 'published') === 0 &&
      noticesOf(evidence, scene, 'lost') > 0 &&
      stepOf(row, 'Succeeded')?.source === 'describe-job' &&
      timeOf(row, 'Succeeded') - Date.parse(row.completionDate ?? '') < pollLimitMs,
  },
  {
    letter: 'e',
    promise: "a failure is recorded with Glacier's reason",
    check: ({ row, scene }) => stepOf(row, 'Failed')?.statusMessage === scene.end.statusMessage,
  },
  {
    letter: 'f',
    promise: 'duplicate notices are recorded once',
    check: ({ row, scene, evidence }) =>
      noticesOf(evidence, scene, 'published') === 2 && row.transitions.length === 1,
  },
];

const findRow = ({ records }: DemoEvidence, jobId: string): JobRow | undefined =>
  records.jobs.find((job) => job.jobId === jobId);

const stepOf = ({ transitions }: JobRow, wanted: string) =>
  transitions.find(({ status }) => status === wanted);

const timeOf = (row: JobRow, status: string): number => Date.parse(stepOf(row, status)?.at ?? '');

const noticesOf = ({ ledger }: DemoEvidence, { jobId }: PlayedScene, fate: string): number =>
  ledger.notices.filter((notice) => notice.jobId === jobId && notice.fate === fate).length;
