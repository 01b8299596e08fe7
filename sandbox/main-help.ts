import type { Sandbox } from './sandbox.ts';

/** Explains how the sandbox is started. */
export const usage = `Usage: npm start -- [options]

Runs the whole service on this machine: the deployed template and bundles, on emulated AWS services,
with a simulated Glacier and a receiver of webhooks. Ends with Ctrl-C.

Options:
  --vaults <names>   vaults that exist and are watched, joined by commas (default: photos)
  --port <number>    port of the control server (default: a free one)
  --for <minutes>    ends by itself after that time
  --help             shows this text
`;

/** Writes what can be done with a running sandbox, ready to paste. */
export const welcome = (
  { urls, outputs }: Sandbox,
  { controlUrl, vault }: { readonly controlUrl: string; readonly vault: string },
): string => `
The service runs on this machine. Its addresses:
  control            ${controlUrl}
  Glacier            ${urls.glacier}
  DynamoDB           ${urls.dynamodb}
  SNS and SQS        ${urls.messaging}
  webhook receiver   ${urls.receiver}

Register a webhook at the receiver, or one of your own (the answer holds its signing secret):
  curl -X POST '${controlUrl}/endpoints?path=/hook'
  curl -X POST '${controlUrl}/endpoints' -d '{"url":"http://127.0.0.1:8080/hook"}'

Start a retrieval of an archive (any id will do) and follow it, with the command of this project:
  npx glacier-jobs --sandbox start archive ${vault} holiday-2026 --description 'my first job'
  npx glacier-jobs --sandbox jobs list
  npx glacier-jobs --sandbox jobs watch

Or start it with curl or with the AWS CLI:
  curl -i '${urls.glacier}/-/vaults/${vault}/jobs' -H 'x-amz-glacier-version: 2012-06-01' -d '{"Type":"archive-retrieval","ArchiveId":"holiday-2026","Description":"my first job","Tier":"Standard"}'
  export AWS_ACCESS_KEY_ID=sandbox AWS_SECRET_ACCESS_KEY=sandbox AWS_DEFAULT_REGION=eu-west-1
  aws glacier initiate-job --endpoint-url ${urls.glacier} --account-id - --vault-name ${vault} --job-parameters '{"Type":"inventory-retrieval"}'

Tell the service of the job, so that it is followed even if its notice is lost, or of its output fetched:
  curl -X POST '${controlUrl}/jobs/register?vault=${vault}&job=<job id>'
  curl -X POST '${controlUrl}/jobs/collect?vault=${vault}&job=<job id>'

Move the clock; everything that falls into the time happens:
  curl -X POST '${controlUrl}/clock/advance?hours=5'

Look at the jobs:
  curl '${controlUrl}/jobs'
  aws dynamodb scan --endpoint-url ${urls.dynamodb} --table-name ${outputs.JobsTableName}
  aws dynamodb query --endpoint-url ${urls.dynamodb} --table-name ${outputs.JobsTableName} --index-name byStatus --key-condition-expression 'statusKey = :s' --expression-attribute-values '{":s":{"S":"Succeeded"}}'

Lose the notices of the vault, and let the poller find the jobs (sandbox/glacier/README.md has more faults):
  curl -X POST '${urls.glacier}/_simulator/faults' -d '{"vault":"${vault}","loseNotices":1}'
`;
