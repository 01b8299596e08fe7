import type { JobKey } from '../core/evidence/evidence.ts';
import { refuseVault, type VaultScope } from '../core/vault/scope.ts';
import { JobId, VaultName, vaultArn } from '../core/vault/vault.ts';

/** The members of a JSON object by their names in plain lower case: `JobId`, `job-id`, `jobid` are one. */
type Fields = ReadonlyMap<string, unknown>;

/** Reads the members of a JSON object; whatever else has none. */
const readFields = (value: unknown): Fields =>
  new Map(isObject(value) ? Object.entries(value).map(([key, one]) => [plain(key), one]) : []);

/** Reads a member that is text and not empty. */
const readText = (fields: Fields, name: string): string | undefined => {
  const value = fields.get(plain(name));
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** What the path of a job says; each part may be missing. */
interface JobLocation {
  readonly accountId?: string | undefined;
  readonly vaultName?: string | undefined;
  readonly jobId?: string | undefined;
}

const PATH = /(?:(?:^|[/:])(\d{12})[/:]+|^|[/:])vaults\/([^/?#\s]+)\/jobs\/([^/?#\s]+)/;

/**
 * Reads the `location` of a job, in any form that Glacier or its imitations give it.
 *
 * Seen are `/123456789012/vaults/v/jobs/j` (Glacier), `//vaults/v/jobs/j` (moto); `/-/vaults/v/jobs/j`,
 * a whole URL and an ARN are read as well. Names and ids are URL-safe, so nothing needs decoding.
 * @see https://docs.aws.amazon.com/amazonglacier/latest/dev/api-initiate-job-post.html
 */
export const readJobLocation = (location: string | undefined): JobLocation => {
  const [, accountId, vaultName, jobId] = PATH.exec(location ?? '') ?? [];
  return { accountId, vaultName, jobId };
};

/** What CloudTrail's record of a call of InitiateJob says. */
export type InitiationReading =
  | { readonly kind: 'initiated'; readonly key: JobKey }
  /** No job was started, or nothing is said of it. */
  | { readonly kind: 'skipped'; readonly reason: string }
  /** The job is none of this service's. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** A job was started, and the record does not say which in a form known here. */
  | { readonly kind: 'missed'; readonly reason: string };

const MAX_SHOWN = 100;

/**
 * Reads the event that EventBridge makes of CloudTrail's record of a call of InitiateJob.
 *
 * No public sample of this record is known (2026-11). Its form is inferred from the sample of
 * CreateVault and from CloudTrail's general contents, so names are read in any case, and what is not
 * where it should be is looked for elsewhere. Only a valid key gets out, and it proves nothing: Glacier
 * has to be asked about the job.
 * @see https://docs.aws.amazon.com/amazonglacier/latest/dev/audit-logging.html
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const readInitiation = (event: unknown, scope: VaultScope): InitiationReading => {
  const envelope = readFields(event);
  const record = readFields(envelope.get('detail'));
  const errorCode = readText(record, 'errorCode');
  if (errorCode !== undefined) {
    return { kind: 'skipped', reason: `the call failed: ${errorCode.slice(0, MAX_SHOWN)}` };
  }
  if (record.get('responseelements') === null) {
    return { kind: 'skipped', reason: 'responseElements is null' };
  }
  return locate(envelope, record, scope);
};

const locate = (envelope: Fields, record: Fields, scope: VaultScope): InitiationReading => {
  const { accountId, region, vaultName, jobId } = findParts(envelope, record);
  if (!(accountId && region && vaultName && jobId)) {
    const parts = Object.entries({ accountId, region, vaultName, jobId });
    const missing = parts.filter(([, part]) => part === undefined).map(([name]) => name);
    return { kind: 'missed', reason: `not found in the record: ${missing.join(', ')}` };
  }
  const arn = vaultArn({ partition: scope.partition, region, accountId, vaultName });
  const refusal = refuseVault(scope, arn);
  return refusal === undefined
    ? { kind: 'initiated', key: { vaultArn: arn, jobId } }
    : { kind: 'refused', reason: refusal };
};

const findParts = (envelope: Fields, record: Fields) => {
  const request = readFields(record.get('requestparameters'));
  const response = readFields(record.get('responseelements'));
  const location = readJobLocation(readText(response, 'location'));
  return {
    // The vault's owner comes first: CloudTrail may report a job elsewhere to the caller's account.
    accountId: [
      location.accountId,
      readText(request, 'accountId'),
      readText(record, 'recipientAccountId'),
      readText(envelope, 'account'),
    ].find(isAccountId),
    region: [readText(record, 'awsRegion'), readText(envelope, 'region')].find(isRegion),
    vaultName: [readText(request, 'vaultName'), location.vaultName].find(isVaultName),
    jobId: [readText(response, 'jobId'), readText(response, 'x-amz-job-id'), location.jobId].find(
      isJobId,
    ),
  };
};

const isAccountId = (text: string | undefined): boolean => /^\d{12}$/.test(text ?? '');
const isRegion = (text: string | undefined): boolean => /^[a-z0-9-]+$/.test(text ?? '');
const isVaultName = (text: string | undefined): boolean => VaultName.safeParse(text).success;
const isJobId = (text: string | undefined): boolean => JobId.safeParse(text).success;
