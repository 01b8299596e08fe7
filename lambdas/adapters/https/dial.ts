import { once } from 'node:events';
import { connect as connectTcp, type LookupFunction, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import { ConnectTimeoutError, TlsError } from './dial-errors.ts';
import type { DialPolicy } from './dial-policy.ts';

/** Node's own 250 ms is less than a far receiver takes, or a connection whose first packet is lost. */
const ADDRESS_TIMEOUT_MS = 2000;

/** How connections to receivers are opened. */
export interface DialOptions {
  readonly policy: DialPolicy;
  /** The time for the TCP connection, and again for the TLS handshake. */
  readonly connectTimeoutMs: number;
  /** @default - the resolver of the system */
  readonly lookup?: LookupFunction | undefined;
  /** Certificate authorities in place of the well-known ones. */
  readonly ca?: string | undefined;
}

/** Where to. */
export interface DialTarget {
  readonly host: string;
  readonly port: number;
  /** The name on the certificate, without a trailing dot; empty for a literal address. */
  readonly servername: string;
}

/**
 * Opens a TCP connection to an address that the policy allows.
 *
 * The policy is asked about the address itself when it is dialled, so neither a literal address nor
 * a name that resolves differently gets past it. `lookup` alone would not do: Node never calls it for literals.
 */
export const dialTcp = (target: DialTarget, options: DialOptions): Promise<Socket> =>
  opened(
    connectTcp({
      host: target.host,
      port: target.port,
      blockList: options.policy.blockList,
      // As the agents of Node do.
      noDelay: true,
      autoSelectFamilyAttemptTimeout: Math.min(ADDRESS_TIMEOUT_MS, options.connectTimeoutMs / 2),
      ...(options.lookup && { lookup: options.lookup }),
    }),
    'connect',
    options.connectTimeoutMs,
  );

/**
 * Opens a TLS connection to an address that the policy allows.
 *
 * TLS goes over a connection that {@link dialTcp} opened, because `tls.connect` itself ignores a block
 * list (Node 22 and 24).
 */
export const dialTls = async (target: DialTarget, options: DialOptions): Promise<Socket> => {
  const socket = await dialTcp(target, options);
  try {
    const secured = connectTls({ ...tlsOptions(target, options), socket });
    return await opened(secured, 'secureConnect', options.connectTimeoutMs);
  } catch (cause) {
    socket.destroy();
    if (cause instanceof ConnectTimeoutError) throw cause;
    throw new TlsError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
};

const tlsOptions = ({ host, servername }: DialTarget, { ca }: DialOptions): ConnectionOptions => ({
  host,
  ALPNProtocols: ['http/1.1'],
  ...(servername && { servername }),
  ...(ca && { ca }),
});

const opened = async (socket: Socket, event: string, timeoutMs: number): Promise<Socket> => {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    await once(socket, event, { signal });
    return socket;
  } catch (cause) {
    socket.destroy();
    if (!signal.aborted) throw cause;
    throw new ConnectTimeoutError(`no ${event} within ${timeoutMs} ms`, { cause });
  }
};
