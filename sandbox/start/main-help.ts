import type { Sandbox } from '../sandbox.ts';

/** The help of the sandbox. */
export const usage = `Usage: npm start -- [options]

Runs the whole service on this machine: the deployed template and bundles, on emulated AWS services,
with a simulated Glacier and a webhook receiver. Press Ctrl-C to stop.

Options:
  --vaults <names>   names of the vaults to create and track, separated by commas (default: photos)
  --port <number>    port of the control server (default: a free one)
  --for <minutes>    stop after this time
  --help             show this help
`;

/** Returns the addresses of a running sandbox, with commands to paste; `command` is the name of the CLI. */
export const welcome = (
  { urls, outputs }: Sandbox,
  { controlUrl, vault, command }: Readonly<Record<'controlUrl' | 'vault' | 'command', string>>,
): string => `
The service runs on this machine. Its addresses:
  control            ${controlUrl}
  Glacier            ${urls.glacier}
  DynamoDB           ${urls.dynamodb}
  SNS and SQS        ${urls.messaging}
  EventBridge        ${urls.events}
  webhook receiver   ${urls.receiver}
Stop it with Ctrl-C, or: kill ${process.pid}

Register a webhook at the receiver, or your own (the response contains its signing secret):
  curl -X POST '${controlUrl}/endpoints?path=/hook'
  curl -X POST '${controlUrl}/endpoints' -d '{"url":"http://127.0.0.1:8080/hook"}'

Start an archive retrieval (with any id) and watch it, with the command of this project:
  ${command} --sandbox start archive ${vault} holiday-2026 --description 'my first job'
  ${command} --sandbox jobs list
  ${command} --sandbox jobs watch

Or start it with curl or with the AWS CLI:
  curl -i '${urls.glacier}/-/vaults/${vault}/jobs' -H 'x-amz-glacier-version: 2012-06-01' -d '{"Type":"archive-retrieval","ArchiveId":"holiday-2026","Description":"my first job","Tier":"Standard"}'
  export AWS_ACCESS_KEY_ID=sandbox AWS_SECRET_ACCESS_KEY=sandbox AWS_DEFAULT_REGION=eu-west-1
  aws glacier initiate-job --endpoint-url ${urls.glacier} --account-id - --vault-name ${vault} --job-parameters '{"Type":"inventory-retrieval"}'

Track the job, so that its completion is detected even if its notice is lost, or mark it as collected:
  curl -X POST '${controlUrl}/jobs/register?vault=${vault}&job=<job id>'
  curl -X POST '${controlUrl}/jobs/collect?vault=${vault}&job=<job id>'

Advance the clock, with everything that is due by then:
  curl -X POST '${controlUrl}/clock/advance?hours=5'
Webhooks are signed with this clock: your own receiver must then verify with the time at ${controlUrl}/clock, or get its events from "${command} --sandbox listen", which signs with the real time.

List the jobs:
  curl '${controlUrl}/jobs'
  aws dynamodb scan --endpoint-url ${urls.dynamodb} --table-name ${outputs.JobsTableName}
  aws dynamodb query --endpoint-url ${urls.dynamodb} --table-name ${outputs.JobsTableName} --index-name byStatus --key-condition-expression 'statusKey = :s' --expression-attribute-values '{":s":{"S":"Succeeded"}}'

Lose the next notice of the vault, so that the poller finds the job (more faults: sandbox/glacier/README.md):
  curl -X POST '${urls.glacier}/_simulator/faults' -d '{"vault":"${vault}","loseNotices":1}'
`;
