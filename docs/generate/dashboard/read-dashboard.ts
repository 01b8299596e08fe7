import * as z from 'zod';
import { nameOf, referredId } from '../resource-name.ts';
import type { Template } from '../synthesize-template.ts';
import { type Dashboard, DashboardBody } from './dashboard-body.ts';

const Body = z.object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.unknown())]) });

const DashboardProperties = z.object({ DashboardBody: Body });

/** Reads the dashboard of a template, the names of resources in place of references to them. */
export const readDashboard = (template: Template): Dashboard => {
  const found = Object.values(template.Resources).find(
    ({ Type }) => Type === 'AWS::CloudWatch::Dashboard',
  );
  const { DashboardBody: body } = DashboardProperties.parse(found?.Properties);
  const parts = body['Fn::Join'][1].map((part) => {
    if (typeof part === 'string') return part;
    const logicalId = referredId(part) ?? '';
    return logicalId.startsWith('AWS::') ? logicalId : nameOf(template, logicalId);
  });
  return { ...DashboardBody.parse(JSON.parse(parts.join(''))), severities: severitiesOf(template) };
};

const severitiesOf = (template: Template): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(template.Resources)
      .filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm')
      .map(([logicalId, { Properties }]) => {
        const severity = /^\[(\w+)\]/.exec(String(Properties['AlarmDescription']))?.[1] ?? '';
        return [nameOf(template, logicalId), severity];
      }),
  );
