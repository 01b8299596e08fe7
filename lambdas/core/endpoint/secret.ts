import * as z from 'zod/mini';

const SECRET_BYTES = 32;

// The list is written whole, so that what a later version added to a secret is read and kept.
const SigningSecret = z.looseObject({
  secret: z.string(),
  createdAt: z.string(),
  expiresAt: z.optional(z.string()),
});

/** A secret of an endpoint; one that is rotated out has `expiresAt`. */
export type SigningSecret = z.infer<typeof SigningSecret>;

/**
 * A row of the EndpointSecrets table: where an endpoint's webhooks go and what proves their origin.
 *
 * `secrets` are newest first; one that is rotated out has `expiresAt`.
 */
export const EndpointSecret = z.object({
  endpointId: z.string().check(z.minLength(1)),
  url: z.string(),
  headers: z._default(z.record(z.string(), z.string()), {}),
  secrets: z.array(SigningSecret),
});

/** A parsed row of the EndpointSecrets table. */
export type EndpointSecret = z.infer<typeof EndpointSecret>;

/** The secrets that sign at an instant, newest first: all that have not run out. */
export const validSecrets = (row: EndpointSecret, nowMs: number): string[] =>
  row.secrets.filter((one) => isValidSecret(one, nowMs)).map(({ secret }) => secret);

/** Says whether a secret still signs at an instant. */
export const isValidSecret = ({ expiresAt }: SigningSecret, nowMs: number): boolean =>
  expiresAt === undefined || Date.parse(expiresAt) > nowMs;

/** Makes a secret of 32 random bytes, in the form that receivers give to their library. */
export const createSigningSecret = (
  randomBytes: (count: number) => Uint8Array,
  nowMs: number,
): SigningSecret => ({
  secret: `whsec_${Buffer.from(randomBytes(SECRET_BYTES)).toString('base64')}`,
  createdAt: new Date(nowMs).toISOString(),
});
