import {
  createSigningSecret,
  isValidSecret,
  type SigningSecret,
} from '../../lambdas/core/endpoint/secret.ts';
import type { EndpointDeps } from './ports.ts';

const MAX_GRACE_HOURS = 7 * 24;
const HOUR_MS = 3_600_000;
/** Each adds a signature to every request. */
const MAX_OLD_SECRETS = 4;

/** The result of a rotation. This is the only time that the new secret is shown. */
export type Rotation =
  | {
      readonly kind: 'rotated';
      readonly secret: string;
      /** From then on the old secrets sign no more. */
      readonly oldSecretsExpireAt: string;
    }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** A new list of secrets, or why there can be none. */
export type RotatedSecrets =
  | { readonly kind: 'rotated'; readonly secrets: readonly [SigningSecret, ...SigningSecret[]] }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** What a rotation is decided on. */
export interface RotationCase {
  readonly secrets: readonly SigningSecret[];
  readonly newSecret: SigningSecret;
  readonly graceHours: number;
  readonly nowMs: number;
}

/**
 * Puts a new secret first and lets all others sign for the grace period more, if they did not end before.
 *
 * A grace of 0 hours ends them at once: that is for a secret that has leaked. One whose grace was
 * promised is never dropped to make room.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const rotateSecrets = ({
  secrets,
  newSecret,
  graceHours,
  nowMs,
}: RotationCase): RotatedSecrets => {
  if (!(graceHours >= 0 && graceHours <= MAX_GRACE_HOURS)) {
    return refuse(`graceHours is ${graceHours}; use 0 to ${MAX_GRACE_HOURS} hours`);
  }
  const endsMs = nowMs + graceHours * HOUR_MS;
  const old = secrets
    .map((one) => ({ ...one, expiresAt: earlier(one.expiresAt, endsMs) }))
    .filter((one) => isValidSecret(one, nowMs));
  if (old.length <= MAX_OLD_SECRETS) return { kind: 'rotated', secrets: [newSecret, ...old] };
  return refuse(
    `${MAX_OLD_SECRETS} old secrets are still valid; wait until ${old.at(-1)?.expiresAt}, or use a grace period of 0 hours, which revokes them all`,
  );
};

const refuse = (problem: string) => ({ kind: 'refused', problems: [problem] }) as const;

const earlier = (expiresAt: string | undefined, endsMs: number): string =>
  new Date(
    Math.min(expiresAt === undefined ? endsMs : Date.parse(expiresAt), endsMs),
  ).toISOString();

/** Gives an endpoint a new secret; the old one signs beside it for the grace period. */
export const rotateEndpointSecret = async (
  endpointId: string,
  graceHours: number,
  { secrets, nowMs, randomBytes }: Pick<EndpointDeps, 'secrets' | 'nowMs' | 'randomBytes'>,
): Promise<Rotation> => {
  const row = await secrets.get(endpointId);
  if (row === undefined) return { kind: 'unknown' };
  const now = nowMs();
  const newSecret = createSigningSecret(randomBytes, now);
  const rotated = rotateSecrets({ secrets: row.secrets, newSecret, graceHours, nowMs: now });
  if (rotated.kind === 'refused') return rotated;
  const change = { endpointId, secrets: rotated.secrets, previous: row.secrets };
  if (!(await secrets.replaceSecrets(change))) {
    return refuse(
      'the secret was just rotated by another process; check it, and try again if needed',
    );
  }
  const oldSecretsExpireAt = new Date(now + graceHours * HOUR_MS).toISOString();
  return { kind: 'rotated', secret: newSecret.secret, oldSecretsExpireAt };
};
