/** The TLS handshake failed: an expired certificate, a wrong name, no common version. */
export class TlsError extends Error {
  override readonly name = 'TlsError';
}

/** No connection came about in time. */
export class ConnectTimeoutError extends Error {
  override readonly name = 'ConnectTimeoutError';
}
