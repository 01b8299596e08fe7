import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Opens a page in a headless Chromium at this path; returns what it prints. */
export const runChromium = (browser: string, page: string, options: readonly string[]): string => {
  const folder = mkdtempSync(join(tmpdir(), 'chromium-'));
  const file = join(folder, 'page.html');
  writeFileSync(file, page);
  const common = ['--headless', '--no-sandbox', '--hide-scrollbars', '--disable-gpu'];
  const own = [`--user-data-dir=${join(folder, 'profile')}`, ...options, pathToFileURL(file).href];
  try {
    return execFileSync(browser, [...common, ...own], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 60_000,
      maxBuffer: 2 ** 26,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
