import type { Sandbox } from '../../sandbox/sandbox.ts';
import { createUsualTable } from '../notices/bench-tables.ts';
import { createUsualHandler } from '../notices/handlers.ts';
import { aNoticeMessage } from '../notices/notice-messages.ts';
import { createCountedClient } from './counted-client.ts';
import { ASSUMED } from './prices.ts';
import { createTally, type Tally } from './tally.ts';

const TABLE = 'usual-handler';

/** Counts what the usual handler takes for one notice, with its one webhook inside. */
export const countUsual = async ({
  clients,
  urls,
}: Pick<Sandbox, 'clients' | 'urls'>): Promise<Tally> => {
  await createUsualTable(clients.dynamodb, TABLE, true);
  const counted = createCountedClient(urls.dynamodb);
  const tally = createTally();
  counted.countInto(tally);
  // Its webhook costs nothing but the time that is added below.
  await createUsualHandler(counted.client, TABLE)(aNoticeMessage(0));
  const requests = counted.takeRequests();
  counted.client.destroy();
  const ms = ASSUMED.ownMs + requests * ASSUMED.awsRequestMs + ASSUMED.webhookMs;
  return {
    ...tally,
    invocations: 1,
    gbSeconds: (ms / 1000) * ASSUMED.usualMemoryGb,
    logBytes: ASSUMED.usualLogBytes,
  };
};
