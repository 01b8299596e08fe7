/** The kB (1,000 bytes) that the bundle of each function may weigh. */
export const bundleBudgets: Readonly<Record<string, number>> = {
  intake: 300,
  sender: 300,
  // These carry a third client of the SDK; the poller lists jobs besides, and misses the 300 kB of the rest.
  poller: 350,
  tracker: 330,
  'fan-out': 330,
  redeliver: 330,
  // Runs once a deployment; one of its clients speaks XML.
  'vault-notifications': 340,
};
