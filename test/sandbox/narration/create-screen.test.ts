import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createScreen } from '../../../sandbox/narration/create-screen.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const open = (stream: { isTTY?: boolean; columns?: number }, env: NodeJS.ProcessEnv = {}) => {
  const written: string[] = [];
  const screen = createScreen({ ...stream, write: (text) => written.push(text) }, env);
  return { screen, written };
};

it.each([
  [{ isTTY: true, columns: 72 }, { COLUMNS: '90' }, 72],
  [{ isTTY: true, columns: 40 }, {}, 60],
  [{}, { COLUMNS: '90' }, 90],
  [{ isTTY: true, columns: 0 }, {}, 100],
  [{}, { COLUMNS: 'wide' }, 100],
  [{}, {}, 100],
])('has for %j and %j the width %d', (stream, env, width) => {
  expect(open(stream, env).screen.width).toBe(width);
});

it('prints the state after two seconds of silence without a terminal', () => {
  const { screen, written } = open({});
  screen.showState(() => 'still there');
  vi.advanceTimersByTime(1900);
  screen.print('a line');
  vi.advanceTimersByTime(1900);
  expect(written).toStrictEqual(['a line\n']);
  vi.advanceTimersByTime(2200);
  expect(written).toStrictEqual(['a line\n', 'still there\n', 'still there\n']);
  screen.close();
  vi.advanceTimersByTime(9000);
  expect(written).toHaveLength(3);
});

it.each([
  [{ isTTY: true }, { CI: 'true' }],
  [{ isTTY: true }, { TERM: 'dumb' }],
  [{}, {}],
])('draws no spinner for %j and %j', (stream, env) => {
  const { screen, written } = open(stream, env);
  screen.showState(() => 'still there');
  vi.advanceTimersByTime(2000);
  screen.close();
  expect(written).toStrictEqual(['still there\n']);
});

it('draws a spinner in a terminal, within its width, and erases it before a line', () => {
  const { screen, written } = open({ isTTY: true, columns: 60 });
  screen.showState(() => 'x'.repeat(80));
  vi.advanceTimersByTime(200);
  screen.print('a line');
  screen.close();
  const frame = (spinner: string) => `\r\u001b[2K${spinner} ${'x'.repeat(57)}`;
  expect(written).toStrictEqual([frame('⠙'), frame('⠹'), '\r\u001b[2K', 'a line\n', '\r\u001b[2K']);
});
