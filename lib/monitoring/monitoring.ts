import { Construct } from 'constructs';
import type { Settings } from '../settings/settings.ts';
import { AlarmReceivers } from './alarm-receivers.ts';
import { Alarms } from './alarms.ts';
import { ServiceDashboard } from './service-dashboard.ts';
import type { ServiceParts } from './service-parts.ts';

/** What the monitoring is told. */
export interface MonitoringProps {
  /** What is watched. */
  readonly parts: ServiceParts;
  /** Who is told, and what is to be expected. */
  readonly settings: Settings;
}

/** Watches a service: a dashboard, alarms, and whom they tell. */
export class Monitoring extends Construct {
  /** Where the dashboard is seen. */
  readonly dashboardUrl: string;

  constructor(scope: Construct, id: string, { parts, settings }: MonitoringProps) {
    super(scope, id);
    const { actions } = new AlarmReceivers(this, 'Receivers', settings);
    const alarms = new Alarms(this, 'Alarms', { parts, settings: settings.webhooks, actions });
    const dashboard = new ServiceDashboard(this, 'Dashboard', { parts, alarms: alarms.all });
    this.dashboardUrl = dashboard.url;
  }
}
