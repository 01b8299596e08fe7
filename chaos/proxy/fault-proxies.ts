import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { AlterEnvironment } from '../../sandbox/functions/lambda-environment.ts';
import type { SandboxFunction } from '../../sandbox/functions/start-function.ts';
import { type LocalServer, startLocalServer } from '../../sandbox/glacier/api/local-server.ts';
import type { FaultLog } from '../faults/fault-log.ts';
import { answerRequest, type ProxyRoute } from './answer-request.ts';
import type { DrawFault } from './draw-fault.ts';
import { type ProxiedRequest, SERVICES, type Service } from './proxied-request.ts';

/** Proxies between the functions and the emulated services, which inject faults into requests. */
export interface FaultProxies {
  /** Changes a function's environment so that its requests pass a fault proxy. */
  readonly environmentOf: AlterEnvironment;
  /** Sets the functions that a fault can kill; before this call there are none. */
  connect(functions: ReadonlyMap<string, SandboxFunction>): void;
  stop(): Promise<void>;
}

/** What decides about requests, and what remembers it. */
export interface FaultProxyOptions {
  readonly draw: DrawFault;
  /** Present once the sandbox has published its clock. */
  readonly log: () => FaultLog | undefined;
}

/** Creates the fault proxies of a sandbox: one for each function and service. */
export const createFaultProxies = (options: FaultProxyOptions): FaultProxies => {
  const servers: LocalServer[] = [];
  let functions: ReadonlyMap<string, SandboxFunction> = new Map();
  const open = async (
    route: Pick<ProxyRoute, 'functionName' | 'service' | 'origin'>,
  ): Promise<string> => {
    const kill = async () => functions.get(route.functionName)?.kill();
    const note: ProxyRoute['note'] = (kind, detail) => options.log()?.add(kind, detail);
    const server = await startLocalServer((request, response) => {
      void pass({ ...route, draw: options.draw, note, kill }, request, response);
    }, 0);
    servers.push(server);
    return server.url;
  };
  return {
    environmentOf: async (functionName, environment) => {
      const text = JSON.stringify(environment);
      let proxied = text;
      for (const [service, origin] of originsOf(environment)) {
        if (!text.includes(origin)) continue;
        proxied = proxied.replaceAll(origin, await open({ functionName, service, origin }));
      }
      const read: Record<string, string> = JSON.parse(proxied);
      return read;
    },
    connect: (started) => {
      functions = started;
    },
    stop: async () => {
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
};

const ORIGIN_VARIABLES = {
  dynamodb: 'AWS_ENDPOINT_URL_DYNAMODB',
  messaging: 'AWS_ENDPOINT_URL_SQS',
  glacier: 'GLACIER_ENDPOINT_URL',
} as const satisfies Record<Service, string>;

const originsOf = (
  environment: Readonly<Record<string, string>>,
): readonly (readonly [Service, string])[] =>
  SERVICES.flatMap((service) => {
    const origin = environment[ORIGIN_VARIABLES[service]];
    return origin ? [[service, origin] as const] : [];
  });

const pass = async (
  route: ProxyRoute,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  try {
    const answer = await answerRequest(route, await readRequest(incoming));
    if (answer === undefined) incoming.socket.destroy();
    else response.writeHead(answer.status, answer.headers).end(answer.body);
  } catch {
    // A function that was killed has hung up, or the sandbox is stopping.
    incoming.socket.destroy();
  }
};

const readRequest = async (incoming: IncomingMessage): Promise<ProxiedRequest> => ({
  method: incoming.method ?? 'GET',
  path: incoming.url ?? '/',
  headers: incoming.headers,
  body: await buffer(incoming),
});
