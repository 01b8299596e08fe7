import { readFileSync } from 'node:fs';
import type { AwsCall } from '../../sandbox/functions/aws-call.ts';
import type { HappeningListener } from '../../sandbox/narration/happenings.ts';

/** What the functions of a sandbox have said and asked of AWS. */
export interface Audit {
  /** Receives happenings; pass it to the start of a sandbox to include the calls of its creation. */
  readonly listener: HappeningListener;
  /** Every line of every function, on standard output and standard error. */
  readonly lines: readonly string[];
  /** The calls of a function, each as `dynamodb:GetItem on JobsTable`. */
  callsOf(functionName: string): readonly string[];
}

/** Keeps what all functions of a sandbox say and call. */
export const createAudit = (): Audit => {
  const lines: string[] = [];
  const calls = new Map<string, Set<string>>();
  const listener: HappeningListener = (happening) => {
    if (happening.kind === 'logged') lines.push(happening.line);
    if (happening.kind !== 'called') return;
    const { functionName, call } = happening;
    const known = calls.get(functionName) ?? [];
    calls.set(functionName, new Set([...known, ...written(call)]));
  };
  return { lines, listener, callsOf: (functionName) => [...(calls.get(functionName) ?? [])] };
};

const written = ({ action, resources }: AwsCall): string[] =>
  resources.map((resource) => `${action} on ${plain(resource)}`);

// A queue's URL, a topic's ARN and a table's name all end in the logical id and its hash.
const plain = (resource: string): string =>
  resource.replace(/^.*GlacierJobNotifier-/, '').replace(/[0-9A-F]{8}(?=\/|$)/, '');

/** Writes a permission of the template in the same way; `*` stands for any run of characters. */
const toCallPattern = (permission: string): string =>
  permission
    .replace(/ on arn:.*:(vaults|event-bus)\//, ' on ')
    .replace(/ on \{([^}.]+)(?:\.\w+)?\}/, ' on $1');

/** Says whether a permission allows a call. */
export const allows = (permission: string, call: string): boolean => {
  const [action, resource = ''] = toCallPattern(permission).split(' on ');
  const [asked, on = ''] = call.split(' on ');
  return action === asked && (resource === '*' || resource === on);
};

/** Says whether a call has used a permission, be it for one vault or for the other. */
export const isKindOf = (permission: string, call: string): boolean => {
  const toKind = (text: string) => text.replace(/^(glacier:\w+ on ).*/, '$1a vault');
  return allows(permission, call) || toKind(toCallPattern(permission)) === toKind(call);
};

/** A row of docs/permissions.md, as a pattern of `Function: permission`. */
export const explainedPermissions = (): RegExp[] =>
  [...readFileSync('docs/permissions.md', 'utf8').matchAll(/^\| (\S+) +\| `([^`]+)` +\| \S/gm)].map(
    ([, name = '', permission = '']) => {
      const text = `${name === 'every' ? '*' : name}: ${permission}`;
      return new RegExp(`^${text.replaceAll(/[$.{}]/g, '\\$&').replaceAll('*', '.*')}$`);
    },
  );
