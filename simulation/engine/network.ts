import type { CallFaults } from '../faults/call-faults.ts';
import type { Instance } from './instance.ts';
import type { Trace } from './trace.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Makes a request as one copy does. The effect is atomic; before and after it, others run. */
export type Call = <Answer>(
  operation: string,
  act: () => Answer | Promise<Answer>,
) => Promise<Answer>;

/** What requests pass through. */
export interface NetworkDeps {
  readonly time: VirtualTime;
  readonly faults: CallFaults;
  readonly trace: Trace;
}

/** The network failed, or the other side did: the effect may have happened or not. */
export class SimulatedFault extends Error {
  override readonly name = 'SimulatedFault';
}

/**
 * Creates the requests of one copy: every request is a point at which others may run first.
 *
 * The seed decides how long each way takes, and whether the request fails before its effect or after it,
 * is slow, is made twice, or ends the copy. A killed copy neither asks nor hears anything any more; what
 * it has asked for still happens.
 */
export const createCall = (instance: Instance, { time, faults, trace }: NetworkDeps): Call => {
  const survive = () =>
    instance.isAlive() ? Promise.resolve() : new Promise<never>(() => undefined);
  const die = () => {
    instance.kill();
    return survive();
  };
  return async (operation, act) => {
    await survive();
    const fault = faults.draw(operation);
    trace.note(`${time.nowMs()} ${instance.name} ${operation} ${fault}`);
    await time.sleep(faults.latencyMs(operation, fault));
    if (fault === 'dies-before') await die();
    if (fault === 'fails-before') throw new SimulatedFault(`${operation} failed before its effect`);
    if (fault === 'doubled') {
      await act();
      await time.sleep(faults.latencyMs(operation, 'none'));
    }
    const answer = await act();
    if (fault === 'dies-after') await die();
    await time.sleep(faults.latencyMs(operation, 'none'));
    await survive();
    if (fault === 'fails-after') throw new SimulatedFault(`${operation} failed after its effect`);
    return answer;
  };
};

/** Creates requests that take no time and never fail, for simulations in which nothing runs at once. */
export const createInstantCall =
  (onRequest: (operation: string) => void): Call =>
  async (operation, act) => {
    onRequest(operation);
    return await act();
  };
