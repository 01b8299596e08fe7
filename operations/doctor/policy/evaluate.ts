import { matchesWildcards, type RequestContext, testConditions } from './condition.ts';
import type { PolicyStatement } from './document.ts';

/** Something that an AWS service does to a resource. */
export interface ServiceRequest {
  /** Such as `glacier.amazonaws.com`. */
  readonly service: string;
  readonly action: string;
  readonly resource: string;
  /** Names in lower case. */
  readonly context: RequestContext;
}

/** What a resource's policy says to a request. */
export type PolicyAnswer =
  | { readonly kind: 'allowed' }
  /** A statement forbids it, or may do so under a condition that is not understood. */
  | { readonly kind: 'denied'; readonly statement: string; readonly isCertain: boolean }
  /** Nothing allows it, or only under a condition that is not understood. */
  | { readonly kind: 'not-allowed'; readonly isCertain: boolean };

/**
 * Evaluates a resource's policy for a request of an AWS service: a Deny wins over every Allow.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export const evaluatePolicy = (
  statements: readonly PolicyStatement[],
  request: ServiceRequest,
): PolicyAnswer => {
  const results = statements
    .map((statement, index) => ({
      name: statement.Sid ?? `number ${index + 1}`,
      effect: statement.Effect,
      result: apply(statement, request),
    }))
    .filter(({ result }) => result !== 'unmet');
  const denials = results.filter(({ effect }) => effect === 'Deny');
  const denial = denials.find(({ result }) => result === 'met') ?? denials[0];
  if (denial) {
    return { kind: 'denied', statement: denial.name, isCertain: denial.result === 'met' };
  }
  const isAllowed = results.some(({ result }) => result === 'met');
  return isAllowed ? { kind: 'allowed' } : { kind: 'not-allowed', isCertain: results.length === 0 };
};

const apply = (statement: PolicyStatement, request: ServiceRequest) =>
  isAbout(statement, request) ? testConditions(statement.Condition, request.context) : 'unmet';

const isAbout = (statement: PolicyStatement, request: ServiceRequest): boolean =>
  concerns(statement.Action, statement.NotAction, (pattern) =>
    matchesWildcards(pattern.toLowerCase(), request.action.toLowerCase()),
  ) &&
  // A key's policy may leave the resource out: it means the key.
  (statement.Resource === undefined && statement.NotResource === undefined
    ? true
    : concerns(statement.Resource, statement.NotResource, (pattern) =>
        matchesWildcards(pattern, request.resource),
      )) &&
  concernsPrincipal(statement, request.service);

const concerns = (
  listed: string | readonly string[] | undefined,
  excepted: string | readonly string[] | undefined,
  matches: (pattern: string) => boolean,
): boolean => {
  if (listed !== undefined) return [listed].flat().some(matches);
  return excepted !== undefined && ![excepted].flat().some(matches);
};

const concernsPrincipal = (
  { Principal, NotPrincipal }: PolicyStatement,
  service: string,
): boolean =>
  Principal !== undefined
    ? names(Principal, service)
    : NotPrincipal !== undefined && !names(NotPrincipal, service);

// `{"AWS": "*"}` means everybody, as `"*"` does.
const names = (principal: NonNullable<PolicyStatement['Principal']>, service: string): boolean => {
  if (principal === '*') return true;
  const services = [principal['Service'] ?? []].flat();
  return (
    [principal['AWS'] ?? []].flat().includes('*') ||
    services.includes(service) ||
    services.includes('*')
  );
};
