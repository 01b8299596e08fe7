import type { EndpointDeps, TargetChange } from './ports.ts';
import { type EndpointChanges, readEndpointChanges } from './request.ts';

/** The result of an update. */
export type EndpointUpdate =
  | { readonly kind: 'updated' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/**
 * Changes what was chosen for an endpoint: only the fields that are named, and `null` is the default.
 *
 * Neither its secrets nor its state change: an endpoint that was disabled has to be enabled.
 */
export const updateEndpoint = async (
  endpointId: string,
  input: unknown,
  { endpoints, secrets, urlRules, ...deps }: Omit<EndpointDeps, 'randomBytes'>,
): Promise<EndpointUpdate> => {
  const reading = readEndpointChanges(input, urlRules);
  if (reading.kind === 'refused') return reading;
  const { url, headers, ...choice } = reading.wish;
  const target = toTarget({ url, headers });
  const isKnown =
    (await endpoints.get(endpointId)) !== undefined &&
    (target === undefined || (await secrets.retarget(endpointId, target)));
  if (!isKnown) return { kind: 'unknown' };
  const urlHost = url === undefined ? undefined : new URL(url).host;
  const dashboardUrl = choice.format && deps.dashboardUrl;
  const isChanged = await endpoints.change(endpointId, { ...choice, urlHost, dashboardUrl });
  return { kind: isChanged ? 'updated' : 'unknown' };
};

const toTarget = ({
  url,
  headers,
}: Pick<EndpointChanges, 'url' | 'headers'>): TargetChange | undefined => {
  if (url === undefined && headers === undefined) return undefined;
  return {
    ...(url !== undefined && { url }),
    ...(headers !== undefined && { headers: headers ?? {} }),
  };
};
