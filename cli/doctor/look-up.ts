import type { Fact } from '../../operations/doctor/facts.ts';
import { printable } from '../framework/output/printable.ts';

/** Looks up a fact; an error marks it as unchecked, so that other steps are still checked. */
export const lookUp = async <Value>(find: () => Promise<Value>): Promise<Fact<Value>> => {
  try {
    return { kind: 'known', value: await find() };
  } catch (error) {
    return { kind: 'unchecked', reason: printable(String(error)) };
  }
};
