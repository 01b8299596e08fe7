import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { type LocalServer, startLocalServer } from '../glacier/local-server.ts';
import { RefusedEndpointError } from '../register-endpoint.ts';
import type { Sandbox } from '../sandbox.ts';
import { createJobTracking } from '../track-job.ts';
import { ControlError } from './control-error.ts';
import { type ControlContext, controlRoutes } from './control-routes.ts';

/** Starts the small HTTP server by which people steer a running sandbox. */
export const startControl = (sandbox: Sandbox, port = 0): Promise<LocalServer> => {
  const context: ControlContext = { sandbox, tracking: createJobTracking(sandbox) };
  return startLocalServer((request, response) => {
    answer(request, context).then(
      (body) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(`${JSON.stringify(body, undefined, 2)}\n`);
      },
      (error: unknown) => {
        const status = isCallersFault(error) ? 400 : 500;
        const message = error instanceof Error ? error.message : String(error);
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(`${JSON.stringify({ message })}\n`);
      },
    );
  }, port);
};

const isCallersFault = (error: unknown): boolean =>
  error instanceof ControlError || error instanceof RefusedEndpointError;

const answer = async (request: IncomingMessage, context: ControlContext): Promise<unknown> => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://control');
  const route = controlRoutes[`${request.method} ${pathname}`];
  if (route === undefined) {
    const known = Object.keys(controlRoutes).join(', ');
    throw new ControlError(`There is no ${request.method} ${pathname}; there are ${known}`);
  }
  return route({ query: searchParams, body: await text(request) }, context);
};
