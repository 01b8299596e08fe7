import type { Agent } from 'node:http';
import type { Duplex } from 'node:stream';

/** A Lambda function has 1,024 descriptors, and up to 1,000 endpoints have hosts of their own. */
const MAX_FREE = 256;
const MAX_IDLE_MS = 4000;

/** Sockets that were kept alive and wait for their next request. */
export interface KeptSockets {
  /** Closes those that have waited too long: gateways forget a connection without closing it. */
  readonly dropIdle: () => void;
  /** Closes all of one host. */
  readonly dropHost: (host: string, port: number | string) => void;
}

/**
 * Bounds the sockets that these agents keep, in number over all hosts and in idle time.
 *
 * The idle time is measured when a socket would be reused, because timers stop in a frozen function.
 */
export const boundKeptSockets = (
  agents: readonly Agent[],
  nowMs: () => number = Date.now,
): KeptSockets => {
  // The longest idle first.
  const idleSince = new Map<Duplex, number>();
  const drop = (socket: Duplex) => {
    idleSince.delete(socket);
    socket.destroy();
  };
  const bound = (agent: Agent) => {
    const keepSocketAlive: (socket: Duplex) => unknown = agent.keepSocketAlive.bind(agent);
    const reuseSocket = agent.reuseSocket.bind(agent);
    Object.assign(agent, {
      keepSocketAlive: (socket: Duplex) => {
        if (!keepSocketAlive(socket)) return false;
        idleSince.set(socket, nowMs());
        const [oldest] = idleSince.keys();
        if (idleSince.size > MAX_FREE && oldest) drop(oldest);
        return true;
      },
      reuseSocket: (...args: Parameters<typeof reuseSocket>) => {
        idleSince.delete(args[0]);
        reuseSocket(...args);
      },
    });
  };
  agents.forEach(bound);
  return {
    dropIdle: () => {
      for (const [socket, sinceMs] of idleSince) {
        const idleMs = nowMs() - sinceMs;
        // A clock that was set back proves nothing.
        if (idleMs < 0 || idleMs > MAX_IDLE_MS) drop(socket);
      }
    },
    dropHost: (host, port) => {
      for (const { freeSockets } of agents) {
        const names = Object.keys(freeSockets).filter((name) =>
          name.startsWith(`${host}:${port}:`),
        );
        for (const socket of names.flatMap((name) => freeSockets[name] ?? [])) drop(socket);
      }
    },
  };
};
