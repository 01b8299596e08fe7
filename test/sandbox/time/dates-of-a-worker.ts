import { parentPort, workerData } from 'node:worker_threads';
import { installClock } from '../../../sandbox/time/install-clock.ts';

const { buffer } = workerData as { buffer: SharedArrayBuffer };
installClock(buffer);
parentPort?.on('message', () => {
  parentPort?.postMessage({ now: Date.now(), date: new Date() });
});
