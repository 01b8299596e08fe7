import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { type LocalServer, startLocalServer } from '../glacier/api/local-server.ts';
import type { Sandbox } from '../sandbox.ts';
import { ControlError } from './control-error.ts';
import { type ControlContext, controlRoutes } from './control-routes.ts';
import { observeSandbox } from './sandbox-facts.ts';
import { createJobTracking } from './track-job.ts';

/** The small HTTP server by which a running sandbox is controlled. */
export interface ControlServer extends LocalServer {
  /** Gives it the sandbox; until then it answers 503. */
  serve(sandbox: Sandbox): void;
}

/** Starts the control server, before the sandbox is there: a port that is taken shows at once. */
export const startControl = async (port = 0): Promise<ControlServer> => {
  let context: ControlContext | undefined;
  const server = await startLocalServer((request, response) => {
    const reply = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(`${JSON.stringify(body, undefined, 2)}\n`);
    };
    if (context === undefined) {
      reply(503, { message: 'The sandbox is starting: try again in a few seconds.' });
      return;
    }
    answer(request, context).then(
      (body) => reply(200, body),
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        reply(error instanceof ControlError ? 400 : 500, { message });
      },
    );
  }, port);
  return {
    ...server,
    serve: (sandbox) => {
      context = {
        sandbox,
        tracking: createJobTracking(sandbox),
        facts: observeSandbox(sandbox),
      };
    },
  };
};

const answer = async (request: IncomingMessage, context: ControlContext): Promise<unknown> => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://control');
  const route = controlRoutes[`${request.method} ${pathname}`];
  if (route === undefined) {
    const known = Object.keys(controlRoutes).join(', ');
    throw new ControlError(`Unknown route ${request.method} ${pathname}; known routes: ${known}`);
  }
  return route({ query: searchParams, body: await text(request) }, context);
};
