import type { Fact } from '../../lambdas/core/doctor/facts.ts';
import { printable } from '../framework/printable.ts';

/** Looks something up; where AWS refuses to tell, that is no reason not to look at the rest. */
export const lookUp = async <Value>(find: () => Promise<Value>): Promise<Fact<Value>> => {
  try {
    return { kind: 'known', value: await find() };
  } catch (error) {
    if (!(error instanceof Error && isRefusal(error))) throw error;
    const reason = `${error.name}: ${printable(error.message)}`;
    return { kind: 'unchecked', reason, isRefused: true };
  }
};

/** What cannot be looked up at all. */
export const unchecked = (reason: string): Extract<Fact<never>, { kind: 'unchecked' }> => ({
  kind: 'unchecked',
  reason,
});

// The SDK marks its errors so; adapters may wrap them.
const isRefusal = (error: Error): boolean =>
  '$metadata' in error || (error.cause instanceof Error && isRefusal(error.cause));
