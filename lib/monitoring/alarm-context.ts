import type { Settings } from '../settings/settings.ts';
import type { OwnMetrics } from './own-metrics.ts';
import type { ServiceAlarmProps } from './service-alarm.ts';
import type { ServiceParts } from './service-parts.ts';

/** What alarms of one kind need. */
export interface AlarmContext {
  /** Adds an alarm. */
  readonly add: (id: string, props: ServiceAlarmProps) => void;
  /** The watched parts. */
  readonly parts: ServiceParts;
  /** The metrics that the functions emit. */
  readonly own: OwnMetrics;
  /** The webhook settings. */
  readonly settings: Settings['webhooks'];
}
