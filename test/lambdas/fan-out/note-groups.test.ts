import { expect, it } from 'vitest';
import { createNoteGroups } from '../../../lambdas/fan-out/note-groups.ts';
import { createFakeLog, createFakeMetrics } from '../../support/fake-telemetry.ts';

const setUp = () => {
  let nowMs = Date.parse('2026-03-14T03:40:00.000Z');
  const notes: string[] = [];
  const refused = new Set<string>();
  const metrics = createFakeMetrics();
  const log = createFakeLog();
  const note = createNoteGroups({
    opener: {
      note: (group, at) => {
        notes.push(`${group} ${at.slice(14, 19)}`);
        return refused.has(group) ? Promise.reject(new Error('throttled')) : Promise.resolve();
      },
    },
    nowMs: () => nowMs,
    log,
    metrics,
  });
  const pass = (seconds: number) => {
    nowMs += seconds * 1000;
  };
  return { note, notes, refused, metrics, log, pass };
};

it('notes each group of a batch once', async () => {
  const { note, notes } = setUp();
  await note(['photos', 'videos', 'photos']);
  expect(notes).toStrictEqual(['photos 40:00', 'videos 40:00']);
});

it('notes a group again after a minute, and not before', async () => {
  const { note, notes, pass } = setUp();
  await note(['photos']);
  pass(59);
  await note(['photos']);
  pass(1);
  await note(['photos']);
  expect(notes).toStrictEqual(['photos 40:00', 'photos 41:00']);
});

it('retries a group that could not be noted with the next batch, without an error', async () => {
  const { note, notes, refused, metrics, log } = setUp();
  refused.add('photos');
  await note(['photos', 'videos']);
  expect(metrics.sums.get('GroupNoteFailed')).toBe(1);
  expect(log.lines).toMatchObject([{ code: 'group.note-failed', fields: { group: 'photos' } }]);
  refused.clear();
  await note([]);
  await note([]);
  expect(notes).toStrictEqual(['photos 40:00', 'videos 40:00', 'photos 40:00']);
});
