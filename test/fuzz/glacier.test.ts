import type { GlacierClient } from '@aws-sdk/client-glacier';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGlacier } from '../../lambdas/adapters/glacier/describe-job.ts';
import { createGlacierLists } from '../../lambdas/adapters/glacier/lists.ts';
import type { JobKey, SeenEvidence } from '../../lambdas/core/evidence/evidence.ts';
import { readNotices } from '../../lambdas/core/evidence/notice.ts';
import { refuseVault } from '../../lambdas/core/vault/scope.ts';
import { readInitiation } from '../../lambdas/tracker/read-initiation.ts';
import { anArchiveNotice, anInventoryNotice, PHOTOS_ARN } from '../support/a-notice.ts';
import { anInitiation } from '../support/an-initiation.ts';
import { KEY } from '../support/evidence.ts';
import { anyText, mutated, mutatedText } from './mutated.ts';
import { isOwn } from './own-error.ts';
import { fuzz, fuzzAsync } from './run-fuzz.ts';

const NOW = '2026-03-14T07:32:43.000Z';
/** Clocks may differ by a quarter of an hour. */
const SOON = '2026-03-14T07:47:43.000Z';
const SAFE_NAME = /^(?!\.{1,2}$)[A-Za-z0-9_.-]{1,255}$/;
const scope = {
  partition: 'aws',
  region: 'eu-west-1',
  accountId: '123456789012',
  vaults: '*',
} as const;
const NOTICES = [anArchiveNotice(), anInventoryNotice()];
const NOTICE = JSON.stringify(anArchiveNotice());
const WRAPPED = [
  { Type: 'Notification', Message: NOTICE },
  { Records: [{ Sns: { Message: NOTICE } }, { body: NOTICE }] },
];

/** A client that answers every call with the same. */
const clientWith = (answer: unknown) =>
  ({ send: () => Promise.resolve(answer) }) as unknown as GlacierClient;

describe('what Glacier, or a forger, sends', () => {
  it('is a notice of a job that can be looked up, or is refused with the reason', () => {
    fuzz(1500, mutatedText([...NOTICES, ...WRAPPED]), (text) => {
      const readings = readNotices(text, scope, NOW);
      expect(readings.length).toBeGreaterThan(0);
      for (const reading of readings) {
        if (reading.kind === 'refused') expect(reading.reason).not.toBe('');
        else expect(whatIsWrong(reading.evidence)).toBeUndefined();
      }
    });
  });

  it('describes the job that was asked for, or none', () =>
    fuzzAsync(600, mutated(NOTICES), async (answer) => {
      const reading = await createGlacier(clientWith(answer)).describeJob(KEY, NOW);
      if (reading.kind === 'seen') expect(reading.evidence.key).toStrictEqual(KEY);
      else expect(reading.kind).toBe('refused');
    }));

  it('lists jobs of the vault that was asked for, and leaves out all others', () =>
    fuzzAsync(400, mutated([{ JobList: NOTICES, Marker: 'next' }]), async (answer) => {
      const lists = createGlacierLists(clientWith(answer));
      const page = await lists.listJobs({ vaultArn: PHOTOS_ARN }, NOW).catch(whenOwn);
      if (page?.kind !== 'page') return;
      expect(page.jobs.every(({ key }) => key.vaultArn === PHOTOS_ARN)).toBe(true);
    }));

  it('lists vaults with names that may stand in a path', () =>
    fuzzAsync(300, mutated([{ VaultList: [{ VaultName: 'photos' }] }]), async (answer) => {
      const lists = createGlacierLists(clientWith(answer));
      const page = await lists.listVaults('123456789012').catch(whenOwn);
      expect(page?.names.every((name) => SAFE_NAME.test(name)) ?? true).toBe(true);
    }));
});

describe("CloudTrail's record", () => {
  it('gives a key that may stand in a path, or a reason', () => {
    const anything = fc.oneof(
      { weight: 9, arbitrary: mutated([anInitiation()]) },
      { weight: 1, arbitrary: anyText() },
    );
    fuzz(800, anything, (event) => {
      const reading = readInitiation(event, scope);
      if (reading.kind === 'initiated') expect(whyForeign(reading.key)).toBeUndefined();
      else expect(reading.reason).not.toBe('');
    });
  });
});

const whyForeign = ({ jobId, vaultArn }: JobKey): string | undefined =>
  SAFE_NAME.test(jobId) ? refuseVault(scope, vaultArn) : `the job id ${jobId}`;

const whatIsWrong = ({ key, details }: SeenEvidence): string | undefined =>
  whyForeign(key) ?? [details.creationDate, details.completionDate].find(isWrongDate);

const isWrongDate = (date: string | undefined): boolean =>
  date !== undefined && (date.length !== NOW.length || date > SOON);

const whenOwn = (error: unknown): undefined => {
  if (!isOwn(error)) throw error;
};
