/** The kB (1,000 bytes) that the bundle of each function may weigh. */
export const bundleBudgets: Readonly<Record<string, number>> = {
  intake: 300,
  sender: 300,
  // These carry a third client of the SDK.
  poller: 330,
  tracker: 330,
  'fan-out': 330,
  redeliver: 330,
};
