import type { DoctorFacts } from '../facts.ts';
import { type StepResult, toResult } from '../finding.ts';
import { findFunctionFaults } from './function.ts';

type Facts = Pick<DoctorFacts, 'scope' | 'deliverers'>;

/** Checks whether the functions that publish and deliver events exist, work and are invoked. */
export const checkDelivery = ({ deliverers, scope }: Facts): StepResult => {
  if (deliverers.kind === 'unchecked') return deliverers;
  const findings = deliverers.value.flatMap((fn) => findFunctionFaults(fn, scope));
  return toResult(findings, deliverers.value.map(({ name }) => name).join(', '));
};
