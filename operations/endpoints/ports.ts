import type { Format } from '../../lambdas/core/delivery/format/formats.ts';
import type { EndpointFilter, EndpointRow } from '../../lambdas/core/endpoint/endpoint.ts';
import type {
  EndpointLister,
  EndpointReader,
  EndpointSecretReader,
} from '../../lambdas/core/endpoint/ports.ts';
import type { EndpointSecret, SigningSecret } from '../../lambdas/core/endpoint/secret.ts';
import type { UrlRules } from '../../lambdas/core/endpoint/url.ts';

/** What an operator chooses in an endpoint's row; what is `null` goes back to its default. */
export interface EndpointChoice {
  readonly description?: string | null | undefined;
  readonly urlHost?: string | undefined;
  readonly eventTypes?: readonly string[] | null | undefined;
  readonly filter?: EndpointFilter | null | undefined;
  readonly format?: Format | null | undefined;
  readonly dashboardUrl?: string | null | undefined;
}

/** Keeps the rows of the Endpoints table for an operator. */
export interface EndpointRows extends EndpointLister, EndpointReader {
  /** Counts all endpoints. */
  readonly count: () => Promise<number>;
  /** Writes the row of a new endpoint, and never over another one. */
  readonly add: (row: EndpointRow) => Promise<void>;
  /** Changes what was chosen and nothing else; says whether there is such an endpoint. */
  readonly change: (endpointId: string, choice: EndpointChoice) => Promise<boolean>;
  /** Puts an endpoint back into service as if it had never failed; says whether it exists. */
  readonly enable: (endpointId: string) => Promise<boolean>;
  /**
   * Takes an endpoint out of service, or gives one that is out another reason; says whether it exists.
   *
   * Operators are notified and its parked deliveries dropped, as when it is disabled for failing.
   */
  readonly disable: (endpointId: string, reason: string, nowMs: number) => Promise<boolean>;
  /** Removes a row; says whether it was there. */
  readonly remove: (endpointId: string) => Promise<boolean>;
}

/** Where webhooks go, as far as an operator changes it. */
export type TargetChange = Partial<Pick<EndpointSecret, 'url' | 'headers'>>;

/** A list of secrets in place of the one that was read. */
export interface SecretsChange {
  readonly endpointId: string;
  readonly secrets: readonly SigningSecret[];
  readonly previous: readonly SigningSecret[];
}

/** Keeps the rows of the EndpointSecrets table for an operator. */
export interface EndpointSecretRows extends EndpointSecretReader {
  /** Writes the row of a new endpoint, and never over another one. */
  readonly add: (row: EndpointSecret) => Promise<void>;
  /** Changes the URL or the headers and never the secrets; says whether the row is there. */
  readonly retarget: (endpointId: string, change: TargetChange) => Promise<boolean>;
  /** Changes the secrets, unless they were changed since; returns whether it was written. */
  readonly replaceSecrets: (change: SecretsChange) => Promise<boolean>;
  /** Removes a row, if it is there. */
  readonly remove: (endpointId: string) => Promise<void>;
}

/** Puts a secret first among an endpoint's, unless it is; the next then signs until an instant at most. */
export type AdoptSecret = (
  endpointId: string,
  secret: SigningSecret,
  othersExpireAt: string,
) => Promise<void>;

/** What managing endpoints takes. */
export interface EndpointDeps {
  readonly endpoints: EndpointRows;
  readonly secrets: EndpointSecretRows;
  readonly urlRules: UrlRules;
  /** The dashboard that messages for people link to, if there is one. */
  readonly dashboardUrl?: string | undefined;
  /** The time in epoch milliseconds. */
  readonly nowMs: () => number;
  /** Cryptographically random bytes of this length. */
  readonly randomBytes: (count: number) => Uint8Array;
}
