import { Settings } from '../../../lib/settings/settings.ts';
import { describeSettings } from './describe-settings.ts';
import { propsSources } from './props-source.ts';
import { settingsPage } from './settings-page.ts';

/** Makes every file that repeats the settings, by its path in the project. */
export const settingsFiles = (): ReadonlyMap<string, string> => {
  const entries = describeSettings(Settings);
  return new Map([
    ['docs/settings.md', settingsPage(entries)],
    ...[...propsSources(entries)].map(([file, source]): [string, string] => [
      `lib/settings/props/${file}`,
      source,
    ]),
  ]);
};
