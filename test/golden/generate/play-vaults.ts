import { createDynamoVaultRecords } from '../../../lambdas/adapters/dynamo/vault-records.ts';
import { createFakeLog } from '../../support/fake-telemetry.ts';
import {
  createVaultsWorld,
  notifies,
  OUR_TOPIC,
  properties,
  THEIR_TOPIC,
} from '../../support/vaults-world.ts';
import { type GoldenWorld, readItems } from './golden-world.ts';

const theirs = notifies(THEIR_TOPIC, ['ArchiveRetrievalCompleted']);
const takeOver = { Manage: 'take-over' };

/** Claims vaults, moves them to another topic and releases one, and reads what is recorded of them. */
export const playVaults = async ({ client }: GoldenWorld) => {
  const world = createVaultsWorld({ photos: theirs, letters: theirs, backups: undefined });
  const old = properties(['photos', 'letters', 'backups'], takeOver);
  await world.create(old);
  const next = { ...takeOver, TopicArn: `${OUR_TOPIC}-2` };
  await world.update(properties(['letters', 'backups'], next), old);
  const records = createDynamoVaultRecords(client, 'vaults', createFakeLog());
  for (const record of world.memory.values()) await records.keep(record);
  return readItems(client, 'vaults');
};
