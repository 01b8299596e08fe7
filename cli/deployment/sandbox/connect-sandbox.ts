import * as z from 'zod/mini';
import { createSyncedClock } from '../clock.ts';
import { readDeploymentOutputs } from '../deployment-outputs.ts';
import { readJobSettings } from '../job-settings.ts';
import { readDescription } from '../read-output.ts';
import type { AwsService, FoundService } from '../service.ts';
import { findSandbox } from './find-sandbox.ts';

const DeploymentAnswer = z.object({
  outputs: z.record(z.string(), z.string()),
  place: z.object({ partition: z.string(), region: z.string(), accountId: z.string() }),
  urls: z.object({
    dynamodb: z.string(),
    messaging: z.string(),
    events: z.string(),
    glacier: z.string(),
    receiver: z.string(),
  }),
  now: z.string(),
});

const Time = z.object({ now: z.string() });

/** The emulators accept any credentials. */
const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };

/** Connects to a sandbox on this machine and uses its virtual clock. */
export const connectSandbox = async (
  named: string | true,
  note: (message: string) => void,
): Promise<FoundService> => {
  const { controlUrl, choice, ask } = findSandbox(named);
  if (choice !== undefined) note(choice);
  const {
    outputs: texts,
    place,
    urls,
    now,
  } = readDescription(DeploymentAnswer, await ask('/deployment'), 'The description of the sandbox');
  const outputs = readDeploymentOutputs(texts, 'The sandbox');
  const endpoints: Readonly<Record<AwsService, string>> = {
    dynamodb: urls.dynamodb,
    eventbridge: urls.events,
    glacier: urls.glacier,
    sns: urls.messaging,
    sqs: urls.messaging,
  };
  return {
    outputs,
    place,
    settings: readJobSettings(outputs.JobSettings),
    clock: createSyncedClock(now, async () => Time.parse(await ask('/clock')).now),
    clientConfig: (service) => ({
      region: place.region,
      endpoint: endpoints[service],
      credentials,
    }),
    sandbox: { controlUrl, receiverUrl: urls.receiver, ask },
  };
};
