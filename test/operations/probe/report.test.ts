import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskAnswers, writeReport } from '../../../operations/probe/report.ts';

const names = { account: '123456789012', vault: 'photos', job: 'HkF9p6o7yjhFx' };
const report = (answer: string) =>
  writeReport(maskAnswers([{ question: 'What?', answer }], { names }), {
    region: 'eu-west-1',
    version: '1.0.0',
  });

describe('the report of a probe', () => {
  it('names the Region and the version', () => {
    expect(report('this')).toBe(
      '# Probe of Amazon Glacier\n\neu-west-1, glacier-job-notifier 1.0.0\n\n- What?\n  this',
    );
  });

  it('replaces the account, the vault, the job, other long numbers and other ids', () => {
    const id = 'x'.repeat(92);
    const arn = 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos';
    expect(report(`${arn} HkF9p6o7yjhFx 210987654321 ${id}`)).toContain(
      'arn:aws:glacier:eu-west-1:<account>:vaults/<vault> <job> <number> <id>',
    );
  });

  it('leaves out who was not allowed to look', () => {
    const role = 'arn:aws:sts::123456789012:assumed-role/Backup/jane.doe@example.com';
    expect(report(`User: ${role} is not authorized`)).toContain('User: <principal> is not');
  });

  it('never holds one of these', () => {
    const parts = fc.constantFrom(...Object.values(names), '999999999999', ' ', '/', 'a');
    void fc.assert(
      fc.property(fc.array(parts), (text) => {
        const written = report(text.join('|'));
        expect(Object.values(names).filter((name) => written.includes(name))).toStrictEqual([]);
        expect(written).not.toMatch(/\d{12}/);
      }),
    );
  });
});
