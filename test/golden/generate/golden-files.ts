import { marshall } from '@aws-sdk/util-dynamodb';
import { ENTRIES } from '../../support/group-entries.ts';
import { GROUP_ROWS } from '../../support/group-rows.ts';
import { createGoldenService } from './golden-service.ts';
import { startGoldenWorld } from './golden-world.ts';
import { playCommand } from './play-command.ts';
import { playDeliveries } from './play-deliveries.ts';
import { playFailures, playRedrive } from './play-failures.ts';
import { playJobs } from './play-jobs.ts';
import { playPolls } from './play-polls.ts';
import { playStack } from './play-stack.ts';
import { playVaults } from './play-vaults.ts';

/** The jobs of which the deliveries are. */
const DELIVERED = ['failed', 'collected'];

/** Has the product write everything that it persists: the content of each file, the same every time. */
export const createGoldenFiles = async () => {
  const world = await startGoldenWorld();
  const service = createGoldenService(world);
  try {
    const jobs = await playJobs(world);
    await service.fanOut(jobs, []);
    const topic = service.events.take();
    const entries = Object.values(ENTRIES).map((entry) => marshall(entry));
    await service.fanOut(entries, []);
    const groupEvents = service.events.take();
    const announced = jobs.filter(({ jobId }) => DELIVERED.includes(jobId?.S ?? ''));
    const played = await playDeliveries(world, service, announced, entries);
    const { endpoints, secrets, deliveries, messages, operatorEvents } = played;
    const failures = await playFailures(world, service, [
      ...announced.slice(0, 1),
      ...entries.slice(0, 1),
    ]);
    const [failed] = failures.FailedEventsQueue;
    const redriven = await playRedrive(world, service, {
      body: String(failed?.['MessageBody']),
      endpointId: endpoints.at(0)?.['endpointId']?.S ?? '',
    });
    const vaults = await playVaults(world);
    return {
      jobs,
      groups: GROUP_ROWS.map((row) => marshall(row)),
      'group-entries': entries,
      endpoints,
      'endpoint-secrets': secrets,
      deliveries,
      vaults,
      events: { jobs: topic, groups: groupEvents, operators: operatorEvents },
      messages: {
        DeliveryQueue: [...messages, ...redriven],
        PollQueue: await playPolls(),
        ...failures,
      },
      command: playCommand(),
      stack: playStack(),
    };
  } finally {
    await world.stop();
  }
};

/** The content of the golden files, by their names. */
export type GoldenFiles = Awaited<ReturnType<typeof createGoldenFiles>>;
