import { Match } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { permissionsOf, synthesize } from '../synthesize.ts';

const { template: byDefault } = synthesize({ vaults: [] });

it('memoryMb is the memory of every function', () => {
  const { template } = synthesize({ vaults: [], functions: { memoryMb: 1024 } });
  template.allResourcesProperties('AWS::Lambda::Function', { MemorySize: 1024 });
});

it('intakeReservedConcurrency reserves concurrency for intake alone', () => {
  const { template } = synthesize({ vaults: [], functions: { intakeReservedConcurrency: 5 } });
  const reserved = { Properties: { ReservedConcurrentExecutions: Match.anyValue() } };
  const [id, ...others] = Object.keys(template.findResources('AWS::Lambda::Function', reserved));
  expect(id).toMatch(/^IntakeFunction/);
  expect(others).toStrictEqual([]);
});

it('tracing traces every function, with the permissions for it', () => {
  const { template } = synthesize({ vaults: [], functions: { tracing: true } });
  template.allResourcesProperties('AWS::Lambda::Function', { TracingConfig: { Mode: 'Active' } });
  const added = permissionsOf(template, 'Intake').filter(
    (permission) => !permissionsOf(byDefault, 'Intake').includes(permission),
  );
  expect(added).toStrictEqual(['xray:PutTelemetryRecords on *', 'xray:PutTraceSegments on *']);
});
