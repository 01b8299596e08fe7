import { describe, expect, it } from 'vitest';
import { synthesize } from '../synthesize.ts';
import { alarmsOf } from './alarms-of.ts';

describe('alarms', () => {
  it('"critical" leaves the alarms that need an operator today', () => {
    const { template } = synthesize({ alarms: 'critical' });
    const descriptions = [...alarmsOf(template).values()].map((one) => one.AlarmDescription);
    expect(descriptions.length).toBeGreaterThan(10);
    expect(descriptions.filter((text) => !text.startsWith('[critical]'))).toStrictEqual([]);
  });

  it('"none" leaves none, and a dashboard without their states', () => {
    const { template } = synthesize({ alarms: 'none' });
    expect(alarmsOf(template).size).toBe(0);
    const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
    expect(JSON.stringify(dashboard)).not.toContain('"title\\":\\"Alarms');
  });
});

it('dashboard false creates neither a dashboard nor its output', () => {
  const { template } = synthesize({ dashboard: false });
  template.resourceCountIs('AWS::CloudWatch::Dashboard', 0);
  expect(Object.keys(template.findOutputs('*'))).not.toContain('DashboardUrl');
});

it('logRetentionDays holds for every log group', () => {
  const { template } = synthesize({ logRetentionDays: 30 });
  template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
});
