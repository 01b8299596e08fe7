import * as z from 'zod/mini';
import { InvalidInputError } from '../errors.ts';
import type { ResourceRequest } from '../function/resource-request.ts';
import { VaultName } from './vault.ts';

const text = z.string().check(z.minLength(1));
// CloudFormation turns truth values into text.
const truth = z.pipe(
  z.enum(['true', 'false']),
  z.transform((value) => value === 'true'),
);

const VaultsProperty = z.optional(z.union([z.literal('*'), z.array(VaultName)]));

const Properties = z.object({
  /** Whether vaults are pointed at the topic, and with what right. */
  Manage: z.enum(['true', 'false', 'take-over']),
  TopicArn: text,
  IsOwnTopic: truth,
  /** Whether the setting `vaults` was given at all. */
  VaultsGiven: truth,
  /** What it says; absent when it names none. */
  Vaults: VaultsProperty,
});

/** What the stack wants of the vaults. */
export interface WantedVaults {
  readonly manage: 'true' | 'false' | 'take-over';
  readonly topicArn: string;
  readonly isOwnTopic: boolean;
  readonly areVaultsGiven: boolean;
  readonly vaults: '*' | readonly string[];
}

/**
 * Reads what is wanted now.
 *
 * @throws InvalidInputError that names the property and its problem.
 */
export const readWantedVaults = ({ ResourceProperties }: ResourceRequest): WantedVaults => {
  const result = Properties.safeParse(ResourceProperties);
  if (!result.success) {
    const problems = result.error.issues.map(
      ({ path, message }) => `${path.join('.')}: ${message}`,
    );
    throw new InvalidInputError(
      `The properties of the resource are invalid: ${problems.join('; ')}`,
      {
        cause: result.error,
      },
    );
  }
  const { Manage, TopicArn, IsOwnTopic, VaultsGiven, Vaults = [] } = result.data;
  return {
    manage: Manage,
    topicArn: TopicArn,
    isOwnTopic: IsOwnTopic,
    areVaultsGiven: VaultsGiven,
    vaults: Vaults,
  };
};

/** Reads which vaults were wanted before an update. */
export const readPreviousVaults = ({
  OldResourceProperties,
}: ResourceRequest): WantedVaults['vaults'] => readVaults(OldResourceProperties);

/** Returns whether every vault is wanted now, by `*`. */
export const isForEveryVault = ({ ResourceProperties }: ResourceRequest): boolean =>
  readVaults(ResourceProperties) === '*';

const readVaults = (properties: unknown): WantedVaults['vaults'] =>
  z.object({ Vaults: VaultsProperty }).safeParse(properties).data?.Vaults ?? [];
