import { expect, it } from 'vitest';
import { diagnose } from '../../../operations/doctor/diagnose.ts';
import type { StepResult } from '../../../operations/doctor/finding.ts';
import { healthyFacts } from '../../support/doctor-facts.ts';
import { FAULTS } from './faults.ts';

const textOf = (result: StepResult): string => {
  switch (result.kind) {
    case 'fine':
    case 'starting':
      return result.detail;
    case 'unchecked':
      return `not looked at: ${result.reason}`;
    case 'findings':
      return result.findings
        .map(({ severity, problem, fix }) => `${severity}: ${problem}\n  $ ${fix}`)
        .join('\n');
  }
};

const healthy = () =>
  diagnose(healthyFacts()).steps.map(({ step, ...result }) => `${step}: ${textOf(result)}`);

const faulty = () =>
  FAULTS.map(([name, changes, step]) => {
    const [found] = diagnose(healthyFacts(changes)).steps.filter((one) => one.step === step);
    return `# ${name}\n${step}, ${textOf(found!)}`;
  });

// People paste these commands into a shell: whoever changes one reads it here as they will.
it('says and advises what is written down', async () => {
  const text = ['# nothing wrong', ...healthy(), '', ...faulty()].join('\n');

  await expect(`${text}\n`).toMatchFileSnapshot('wording.txt');
});
