import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type BudgetedPath, type RequestBudget, requestBudgets } from '../../bench/budgets.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { live, pending } from '../support/evidence.ts';
import { aNoticeEvent, aQueueEvent, aStreamEvent, countRequests, type Requests } from './meter.ts';

const minute = 60_000;
const path = '/budgets';

type Counted = readonly [BudgetedPath, Requests];

/** Plays each thing that has a budget once, in warm functions, and counts its requests. */
export const playBudgets = async (sandbox: Sandbox): Promise<readonly Counted[]> => [
  ...(await playNotices(sandbox)),
  ...(await playRounds(sandbox)),
  ...(await playDeliveries(sandbox)),
];

const playNotices = async (sandbox: Sandbox): Promise<Counted[]> => {
  await putPending(sandbox, 'waited-for');
  const count = (changes: object) => countRequests(sandbox, 'Intake', aNoticeEvent(changes));
  return [
    ['a notice of a new job', await count({ JobId: 'unheard-of' })],
    ['a notice of a job in progress', await count({ JobId: 'waited-for' })],
    ['a notice that repeats another', await count({ JobId: 'unheard-of' })],
    ['a notice that cannot be used', await count({ StatusCode: 'Odd' })],
  ];
};

const putPending = async ({ clients, outputs }: Sandbox, jobId: string): Promise<void> => {
  const job = live([pending('registration', '2026-03-14T03:40:20.000Z')]);
  const Item = marshall({ ...job, jobId }, { removeUndefinedValues: true });
  await clients.dynamodb.send(new PutItemCommand({ TableName: outputs.JobsTableName, Item }));
};

const playRounds = async (sandbox: Sandbox): Promise<Counted[]> => {
  // What the notices have brought up is over.
  await sandbox.advance(minute);
  // Each quarter of an hour, redeliver measures besides.
  if (Math.floor(sandbox.clock.now() / minute) % 15 === 0) await sandbox.advance(minute);
  const hour = new Date(sandbox.clock.now()).toISOString().slice(0, 14);
  return [
    ['a minute of redeliver with nothing to do', await countRequests(sandbox, 'Redeliver', {})],
    [
      'a minute of group-monitor with nothing to do',
      await countRequests(sandbox, 'GroupMonitor', {}),
    ],
    [
      'a minute of the poller with nothing to do',
      await countRequests(sandbox, 'Poller', { tick: `${hour}07:00Z` }),
    ],
  ];
};

const playDeliveries = async (sandbox: Sandbox): Promise<Counted[]> => {
  const { endpointId } = await sandbox.registerEndpoint({
    url: `${sandbox.urls.receiver}${path}`,
    eventTypes: ['glacier.job.in_progress'],
  });
  await sandbox.advance(minute);
  // The first of each minute reads the endpoints, or what the endpoint's secret is.
  await countRequests(sandbox, 'FanOut', aStreamEvent(1));
  const fannedOut = await countRequests(sandbox, 'FanOut', aStreamEvent(10));
  const send = (...ids: string[]) => countRequests(sandbox, 'Sender', aQueueEvent(endpointId, ids));
  const refuse = (id: string) => {
    sandbox.receiver.answerNext(path, 500);
    return send(id);
  };
  await send('evt_first');
  const accepted = await send(...Array.from({ length: 10 }, (_, index) => `evt_${index}`));
  const again = await send('evt_first');
  const refused = await refuse('evt_refused');
  for (const id of ['evt_second', 'evt_third']) await refuse(id);
  // The first that is parked has the endpoint drained: one write for all that follow.
  await send('evt_first_parked');
  return [
    ['ten transitions for one endpoint', fannedOut],
    ['ten deliveries that are accepted', accepted],
    ['a delivery that was delivered before', again],
    ['a delivery that is refused', refused],
    ['a delivery to an endpoint that fails', await send('evt_parked')],
  ];
};

/** Says by how much requests exceed a budget, each action alone; empty when they keep to it. */
export const findExcess = (
  what: BudgetedPath,
  made: Readonly<Record<string, number>>,
): readonly string[] => {
  const { requests }: RequestBudget = requestBudgets[what];
  return Object.entries(made)
    .map(([action, count]) => ({ action, count, allowed: requests[action] ?? 0 }))
    .filter(({ count, allowed }) => count > allowed)
    .map(
      ({ action, count, allowed }) =>
        `${what}: ${count} ${action}, which is ${count - allowed} over the budget of ${allowed}`,
    );
};
