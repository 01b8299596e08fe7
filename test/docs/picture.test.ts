import { readFileSync } from 'node:fs';
import { styleText } from 'node:util';
import { describe, expect, it } from 'vitest';
import { chooseLines } from '../../docs/generate/picture/choose-lines.ts';
import { readAnsi } from '../../docs/generate/picture/read-ansi.ts';
import { checkDelivery } from '../../sandbox/demo/check-delivery.ts';
import { checkTracking } from '../../sandbox/demo/check-tracking.ts';
import { closingTable } from '../../sandbox/demo/closing-table.ts';
import type { DemoEvidence } from '../../sandbox/demo/evidence.ts';
import { checkGroup } from '../../sandbox/demo/group.ts';
import { writeScenes } from '../../sandbox/demo/scenes.ts';

const picture = readFileSync(`${import.meta.dirname}/../../docs/demo.svg`, 'utf8');
const lines = [...picture.matchAll(/<text y="\d+">(.*)<\/text>/g)].map(([, row = '']) =>
  row
    .replaceAll(/<\/tspan>/g, ' ')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .trim(),
);

const scenes = writeScenes('topic');
const evidence: DemoEvidence = {
  scenes: scenes.map((scene) => ({ ...scene, jobId: scene.name })),
  endpoints: [],
  ledger: { jobs: () => [], notices: [], calls: {}, errors: {} },
  received: [],
  published: [],
  records: { jobs: [], deliveries: [], failures: 0 },
};

describe('docs/demo.svg', () => {
  it('shows the promises that the demo checks', () => {
    const promises = [...checkTracking(evidence), ...checkDelivery(evidence), checkGroup(evidence)]
      .map(({ promise }) => `kept ${promise}`)
      .filter((promise) => /^kept (\([a-f]\)|one message)/.test(promise));
    expect(lines.filter((line) => line.startsWith('kept'))).toStrictEqual(promises);
    expect(lines.at(-1)).toBe('Every promise was kept.');
  });

  it('shows the jobs of the script, and the table that closes the demo', () => {
    const beginnings = scenes.map(({ letter, name }) => `(${letter}) ${name} `);
    for (const beginning of beginnings) {
      expect(lines).toContainEqual(expect.stringContaining(beginning));
    }
    const [heads = ''] = closingTable(evidence, 100).split('\n');
    expect(lines).toContain(heads.trim().replaceAll(/ +/g, ' '));
    const { story } = scenes.find(({ letter }) => letter === 'd')!;
    expect(lines).toContainEqual(expect.stringMatching(`"tax records"\\. ${story}$`));
  });
});

it('refuses to draw a demo that does not print what the picture needs', () => {
  expect(() => chooseLines('Every promise was kept.\n')).toThrow(
    'The demo prints no line like ^Day \\d$: choose another.',
  );
});

it('keeps each piece of a line in its column and its colour', () => {
  const cyan = styleText('cyan', 'people  ', { validateStream: false });
  expect(readAnsi(`at  ${cyan}asks (b)  now`)).toStrictEqual([
    { column: 0, text: 'at', style: 0 },
    { column: 4, text: 'people', style: 36 },
    { column: 12, text: 'asks (b)', style: 0 },
    { column: 22, text: 'now', style: 0 },
  ]);
});
