import type { JobParameters } from '@aws-sdk/client-glacier';
import type { JobEnd } from '../glacier/api/job-control.ts';

/** One job of the scripted day, and what the service must make of it. */
export interface Scene {
  readonly letter: string;
  readonly name: string;
  /** What the job is there to show, for a reader. */
  readonly story: string;
  /** When it is initiated, in minutes since the day's beginning. */
  readonly atMinute: number;
  readonly vaultName: string;
  readonly parameters: JobParameters;
  /** Whether it belongs to the {@link GROUP} of the day. */
  readonly isMember?: boolean;
  /** Whether the program that starts it registers it at once. */
  readonly isRegistered: boolean;
  /** A registered job does not complete on the full minute, when the poller might find it first. */
  readonly takesMinutes: number;
  readonly end: Omit<JobEnd, 'durationMs'>;
  /** After how many minutes its reader fetches the output and says so. */
  readonly collectedAtMinute?: number;
  /** The transitions that must be recorded, in this order and no others. */
  readonly transitions: readonly string[];
}

const hour = 60;

/** Some of the day's jobs are waited for together. */
export const GROUP = 'restore';

const archive = (archiveId: string, tier: string): JobParameters => ({
  Type: 'archive-retrieval',
  ArchiveId: archiveId,
  Tier: tier,
});

const archiveScenes: readonly Scene[] = [
  {
    letter: 'a',
    name: 'expense report',
    story: 'The retrieval will succeed, but its output will not be downloaded.',
    atMinute: 0,
    vaultName: 'photos',
    parameters: archive('expense-report', 'Expedited'),
    isRegistered: true,
    takesMinutes: 3.5,
    end: {},
    transitions: ['InProgress', 'Succeeded', 'Expiring', 'Expired'],
  },
  {
    letter: 'b',
    name: 'wedding video',
    story: 'Its output will be downloaded in time.',
    atMinute: 1,
    vaultName: 'photos',
    parameters: archive('wedding-video', 'Expedited'),
    isRegistered: true,
    takesMinutes: 4.5,
    end: {},
    collectedAtMinute: 45,
    transitions: ['InProgress', 'Succeeded', 'Collected'],
  },
  {
    letter: 'c',
    name: 'holiday pictures',
    story: 'The job is not registered; the service learns of it from the notice.',
    atMinute: hour,
    vaultName: 'photos',
    parameters: archive('holiday-pictures', 'Standard'),
    isMember: true,
    isRegistered: false,
    takesMinutes: 3 * hour + 47,
    end: {},
    transitions: ['Succeeded'],
  },
  {
    letter: 'd',
    name: 'tax records',
    story: 'Its notice will be lost.',
    atMinute: hour + 5,
    vaultName: 'backups',
    parameters: archive('tax-records', 'Standard'),
    isMember: true,
    isRegistered: true,
    takesMinutes: 4 * hour + 1.5,
    end: {},
    transitions: ['InProgress', 'Succeeded'],
  },
  {
    letter: 'e',
    name: 'old mailbox',
    story: 'The job will fail, and a webhook will refuse its event once.',
    atMinute: hour + 10,
    vaultName: 'photos',
    parameters: archive('old-mailbox', 'Standard'),
    isMember: true,
    isRegistered: true,
    takesMinutes: 3 * hour + 49.5,
    end: {
      outcome: 'Failed',
      statusMessage: 'The archive could not be read',
    },
    transitions: ['InProgress', 'Failed'],
  },
];

const inventoryScene = (noticeTopicArn: string): Scene => ({
  letter: 'f',
  name: 'list of all pictures',
  story: 'It requests its own notice in addition to that of the vault.',
  atMinute: hour + 15,
  vaultName: 'photos',
  parameters: { Type: 'inventory-retrieval', SNSTopic: noticeTopicArn },
  isRegistered: false,
  takesMinutes: 4 * hour + 15,
  end: {},
  transitions: ['Succeeded'],
});

/** Writes the script of the day; the inventory's notice is asked for at the service's own topic too. */
export const writeScenes = (noticeTopicArn: string): readonly Scene[] => [
  ...archiveScenes,
  inventoryScene(noticeTopicArn),
];

/** When the day is over: a day and five minutes after it began, in minutes. */
export const lastMinute = 24 * hour + 5;
