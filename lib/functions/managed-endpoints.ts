import { CustomResource, Duration, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { createDialPolicy } from '../../lambdas/adapters/https/dial-policy.ts';
import type { ManagedEndpointsEnv } from '../../lambdas/managed-endpoints/env.ts';
import { readEndpointRequest } from '../../operations/endpoints/request.ts';
import type { EndpointProps } from '../endpoint-props.ts';
import type { Published } from '../publish-outputs.ts';
import { SettingsError } from '../settings/issues/settings-error.ts';
import type { Settings } from '../settings/settings.ts';
import { NodeFunction } from './runtime/node-function.ts';

/** The endpoints that the app declares; the function of their deployments reads no row of EndpointSecrets. */
export class ManagedEndpoints extends Construct {
  private readonly fn: NodeFunction;
  private readonly settings: Settings['webhooks'];
  private readonly declared: Construct;

  constructor(scope: Construct, { parts, monitoring, settings }: Omit<Published, 'access'>) {
    super(scope, 'ManagedEndpoints');
    this.settings = settings.webhooks;
    // In a construct of their own, where every id is free.
    this.declared = new Construct(this, 'Endpoints');
    this.fn = new NodeFunction(new Construct(this, 'Provider'), 'Function', {
      folder: 'managed-endpoints',
      description: 'Registers, changes and removes the endpoints of the stack during deployments',
      timeout: Duration.minutes(3),
    });
    this.fn.useEnvironment({
      ...parts.endpoints.grantManaged(this.fn),
      ...parts.endpointSecrets.grantManaged(this.fn),
      ...(monitoring.dashboardUrl && { DASHBOARD_URL: monitoring.dashboardUrl }),
      ALLOWED_CIDRS: this.settings.allowedCidrs.join(','),
      ALLOW_HTTP: this.settings.allowHttp ? 'true' : 'false',
    } satisfies ManagedEndpointsEnv);
  }

  /** Adds an endpoint; see `GlacierJobNotifier.addEndpoint`. */
  add(id: string, { secret, secretVersionId, events, ...props }: EndpointProps): CustomResource {
    const path = `${this.node.path}/${id}`;
    const request = { ...props, eventTypes: events };
    this.check(request, path);
    secret.grantRead(this.fn);
    return new CustomResource(this.declared, id, {
      resourceType: 'Custom::WebhookEndpoint',
      serviceToken: this.fn.functionArn,
      // Longer than the function and Lambda's own two retries.
      serviceTimeout: Duration.minutes(15),
      properties: {
        Endpoint: request,
        SecretArn: secret.secretArn,
        SecretVersionId: secretVersionId,
        ConstructPath: path,
      },
    });
  }

  private check(request: { readonly url: string }, path: string): void {
    const { allowHttp, allowedCidrs } = this.settings;
    const url = Token.isUnresolved(request.url) ? 'https://endpoint.example' : request.url;
    // The deployment checks addresses against ranges that are known only then.
    const isLate = allowedCidrs.some((range) => Token.isUnresolved(range));
    const isRefusedAddress = isLate ? () => false : createDialPolicy(allowedCidrs).isRefused;
    const reading = readEndpointRequest({ ...request, url }, { allowHttp, isRefusedAddress });
    if (reading.kind === 'accepted') return;
    const problems = reading.problems.map((problem) => problem.replace(/^eventTypes/, 'events'));
    throw new SettingsError(problems, `These are props of the endpoint "${path}".`);
  }
}
