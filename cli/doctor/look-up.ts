import type { Fact } from '../../lambdas/core/doctor/facts.ts';
import { printable } from '../framework/printable.ts';

/** Looks a fact up; an error makes it unchecked, so that the other steps are checked all the same. */
export const lookUp = async <Value>(find: () => Promise<Value>): Promise<Fact<Value>> => {
  try {
    return { kind: 'known', value: await find() };
  } catch (error) {
    return { kind: 'unchecked', reason: printable(String(error)) };
  }
};
