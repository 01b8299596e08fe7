import type { Settings } from './settings.ts';

/** Whether vaults are pointed at the topic: as told, else only at a topic of our own. */
export const chooseManagement = ({
  manageVaultNotifications,
  existingNoticeTopicArn,
}: Pick<Settings, 'manageVaultNotifications' | 'existingNoticeTopicArn'>): boolean | 'take-over' =>
  manageVaultNotifications ?? existingNoticeTopicArn === undefined;
