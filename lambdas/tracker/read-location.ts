/** What the path of a job says; each part may be missing. */
export interface JobLocation {
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
