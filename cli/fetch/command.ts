import type { Launch } from '../framework/context.ts';
import { createGroupOption } from '../framework/options/group-option.ts';
import { IdCommand } from '../framework/options/id-command.ts';
import { wholeNumberWithin } from '../framework/options/option-values.ts';
import { fromOption, journalOption } from '../jobs/commands.ts';

/** Creates `fetch`. */
export const createFetch = (launch: Launch) =>
  new IdCommand('fetch')
    .description('fetches outputs, verifies them and marks their jobs as collected')
    .examples(EXAMPLES)
    .argument('[vault]', 'name or ARN of the vault; not needed with --journal and --group')
    .argument('[jobs...]', 'job ids, or unique prefixes')
    .addOption(fromOption)
    .addOption(journalOption)
    .addOption(createGroupOption('members of this group; with --wait also those that come'))
    .requiredOption('--to <place>', 'folder, or s3://bucket/prefix')
    .option(
      '--name <template>',
      'name of each output, with {archiveId}, {jobId} or {vault} (default: {archiveId}; of an inventory: {jobId}.json or .csv)',
    )
    .option(
      '--progress-file <file>',
      'for S3: records what is fetched, to resume (default: ./<bucket>.glacier-jobs-fetch; a folder has its own)',
    )
    .option(
      '--requests <number>',
      'maximum number of requests at once (default: 16)',
      parseRequests,
    )
    .option('--accept-unverified', 'collect outputs of which only the size can be checked')
    .option('--no-collect', 'do not mark the jobs as collected')
    .option('--abort', 'fetch nothing; remove what an interrupted fetch left of these outputs')
    .option('--wait', 'wait for pending jobs and fetch their outputs too')
    .option('--restart-expired', 'start jobs again whose output expired')
    .option('--yes', 'restart without a confirmation prompt')
    .action((vault, jobs, options) =>
      launch(
        async (context) => {
          const { fetchOutputs } = await import('./fetch-outputs.ts');
          return fetchOutputs(context, { vault, jobs, ...options });
        },
        { tidiesUp: true },
      ),
    );

const parseRequests = wholeNumberWithin(1, 256);

const EXAMPLES = {
  'glacier-jobs fetch photos --to ./photos -- "$JOB_ID"': 'run again to resume',
  'glacier-jobs fetch photos krCLWk6m --to s3://restored/photos --abort':
    'remove the unfinished upload',
  'glacier-jobs fetch --group photos-2026 --to s3://restored/photos --wait':
    'follow a migration to its end',
};
