import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { runChromium } from '../../../support/chromium.ts';

const browser = process.env['CHROMIUM'];
const page = execFileSync(process.execPath, ['docs/generate/report/main.ts'], { encoding: 'utf8' });
const escaped = page.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** What the browser measures of the page in a window of this width. */
interface Measured {
  readonly scrollWidth: number;
  readonly background: string;
  readonly resources: number;
  readonly errors: number;
  readonly chartHeight: number;
  readonly smallest: number;
}

const MEASURE = `
  const { contentDocument: page, contentWindow: view } = document.querySelector('iframe');
  const texts = [...page.querySelectorAll('p, li, td, th, span')].filter((one) => one.textContent !== '');
  document.title = JSON.stringify({
    scrollWidth: page.documentElement.scrollWidth,
    background: view.getComputedStyle(page.body).backgroundColor,
    resources: view.performance.getEntriesByType('resource').length,
    errors: page.querySelectorAll('script, link, img').length,
    chartHeight: page.querySelector('.chart svg').getBoundingClientRect().height,
    smallest: Math.min(...texts.map((one) => parseFloat(view.getComputedStyle(one).fontSize))),
  });
`;

/** A frame has the width that is asked for: the window of a headless browser has a least width. */
const measure = (width: number, ...options: string[]): Measured => {
  const frame = `<iframe style="border:0;width:${width}px;height:2000px" srcdoc="${escaped}" onload="measure()"></iframe>`;
  const outer = `<!doctype html><title>none</title><script>const measure = () => { ${MEASURE} };</script>${frame}`;
  const dom = runChromium(browser ?? '', outer, ['--dump-dom', ...options]);
  return JSON.parse(/<title>(.*?)<\/title>/.exec(dom)?.[1] ?? '') as Measured;
};

describe.skipIf(browser === undefined)('the report in the browser that CHROMIUM names', () => {
  it.each([320, 390, 768, 1280])('fits %i pixels, in letters that can be read', (width) => {
    const { scrollWidth, chartHeight, smallest } = measure(width);
    expect(scrollWidth).toBeLessThanOrEqual(width);
    expect(chartHeight).toBeGreaterThan(150);
    expect(smallest).toBeGreaterThanOrEqual(12);
  });

  it('loads nothing, and is dark where that is preferred', () => {
    const light = measure(1280);
    const dark = measure(1280, '--blink-settings=preferredColorScheme=0');
    expect(light).toMatchObject({ resources: 0, errors: 0, background: 'rgb(246, 247, 249)' });
    expect(dark.background).toBe('rgb(16, 21, 29)');
  });
});
