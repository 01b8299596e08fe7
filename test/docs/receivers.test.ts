import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { webhookHeaders } from '../../lambdas/core/delivery/request.ts';
import { guideBlocks } from './guide-blocks.ts';
import { canRun, EXAMPLES, type ReceiverCommand, startReceiver } from './receiver-process.ts';

const guide = readFileSync(`${EXAMPLES}/../webhooks.md`, 'utf8');
const aSecret = () => `whsec_${randomBytes(32).toString('base64')}`;
const [OLD, NEW, FOREIGN] = [aSecret(), aSecret(), aSecret()];

const aBody = (id: string, sequence = 1, jobId = 'job_1') =>
  JSON.stringify({
    id,
    type: 'glacier.job.succeeded',
    data: { jobId, status: 'Succeeded', sequence, jobDescription: 'Größe ✓' },
  });

const temporary = mkdtempSync(join(tmpdir(), 'receivers-'));
const GO_PROGRAM = join(temporary, 'receiver');

/** The receivers of docs/webhooks.md. All but the first need what few machines have. */
const RECEIVERS: readonly ReceiverCommand[] = [
  {
    file: 'receiver.mjs',
    needs: 'Node',
    check: [process.execPath, '--version'],
    run: [process.execPath, `${EXAMPLES}/receiver.mjs`],
  },
  {
    file: 'receiver.py',
    needs: 'python3 and its standardwebhooks on PYTHONPATH',
    check: ['python3', '-c', 'import standardwebhooks.webhooks'],
    run: ['python3', `${EXAMPLES}/receiver.py`],
  },
  {
    file: 'receiver.go',
    needs: 'go and its standardwebhooks in the module in the folder GO_MODULE_DIR',
    // Not "go run": its program would go on when it is stopped.
    check: ['go', 'build', '-o', GO_PROGRAM, `${EXAMPLES}/receiver.go`],
    run: [GO_PROGRAM],
    cwd: process.env['GO_MODULE_DIR'],
  },
  {
    file: 'Receiver.java',
    needs: 'a JDK and its standardwebhooks on CLASSPATH',
    check: ['javap', 'com.standardwebhooks.Webhook'],
    run: ['java', `${EXAMPLES}/Receiver.java`],
  },
];

afterAll(() => rmSync(temporary, { recursive: true }));

describe.each(RECEIVERS)('docs/examples/$file', (receiver) => {
  const isMissing = !canRun(receiver);
  const note = `needs ${receiver.needs}`;

  it('accepts what the service signs, also during rotation', async ({ skip }) => {
    skip(isMissing, note);
    for (const secret of [OLD, NEW]) {
      await using running = await startReceiver(receiver, secret);
      const id = 'evt_1';
      const secrets = [NEW, OLD];
      expect(await running.post({ id, body: aBody(id), secrets })).toBe(204);
      await expect.poll(() => running.lines.join()).toMatch(/evt_1|job_1/);
    }
  });

  it('refuses what is forged, changed or old', async ({ skip }) => {
    skip(isMissing, note);
    await using running = await startReceiver(receiver, NEW);
    const good = { id: 'evt_1', body: aBody('evt_1'), secrets: [NEW] };
    expect([
      await running.post({ ...good, secrets: [FOREIGN] }),
      await running.post({ ...good, forgery: aBody('evt_1', 2) }),
      await running.post({ ...good, nowMs: Date.now() - 400_000 }),
      await running.post({ ...good, nowMs: Date.now() + 400_000 }),
    ]).toStrictEqual([401, 401, 401, 401]);
    expect(await running.post(good)).toBe(204);
    // What it acts on it prints, and in that order.
    await expect.poll(() => running.lines.length).toBe(1);
  });

  it('explains in a sentence that its secret is missing', ({ skip }) => {
    skip(isMissing, note);
    const [command, ...args] = receiver.run;
    for (const WEBHOOK_SECRET of [undefined, '']) {
      const env = { ...process.env, PORT: '0', WEBHOOK_SECRET };
      const { cwd } = receiver;
      const ended = spawnSync(command, args, { cwd, env, encoding: 'utf8', timeout: 20_000 });
      expect(ended.status).toBe(1);
      expect(ended.stderr).toMatch(
        /^(\S+ \S+ )?WEBHOOK_SECRET is not set: .*listen --print-secret\n$/,
      );
    }
  });

  it('is linked in docs/webhooks.md', () => {
    expect(guide).toContain(`(examples/${receiver.file})`);
  });
});

describe('docs/examples/receiver.mjs', () => {
  it('has the lines that docs/webhooks.md shows', () => {
    const shown = guideBlocks('webhooks.md').filter(({ language }) => language === 'js');
    expect(shown).toHaveLength(1);
    expect(readFileSync(`${EXAMPLES}/receiver.mjs`, 'utf8')).toContain(shown[0]?.code);
  });

  it('acts once on what comes twice, and not on what is overtaken', async () => {
    await using running = await startReceiver(RECEIVERS[0]!, NEW);
    const send = (id: string, sequence: number, jobId?: string) =>
      running.post({ id, body: aBody(id, sequence, jobId), secrets: [NEW] });
    const statuses = [
      await send('evt_2', 2),
      await send('evt_2', 2),
      await send('evt_1', 1),
      await send('evt_3', 3),
      await send('evt_4', 1, 'job_2'),
    ];
    expect(statuses).toStrictEqual([204, 204, 204, 204, 204]);
    await expect
      .poll(() => running.lines)
      .toStrictEqual([
        'job job_1 is Succeeded',
        'job job_1 is Succeeded',
        'job job_2 is Succeeded',
      ]);
  });

  it('accepts a type that it does not know, and refuses a body that is too long', async () => {
    await using running = await startReceiver(RECEIVERS[0]!, NEW);
    const body = '{"id":"evt_1","type":"webhook.test"}';
    expect(await running.post({ id: 'evt_1', body, secrets: [NEW] })).toBe(204);
    const long = JSON.stringify({ id: 'evt_1', type: 'x'.repeat(70_000) });
    expect(await running.post({ id: 'evt_1', body: long, secrets: [NEW] })).toBe(400);
    await running.post({ id: 'evt_2', body: aBody('evt_2'), secrets: [NEW] });
    await expect.poll(() => running.lines).toStrictEqual(['job job_1 is Succeeded']);
  });
});

const hasPython = spawnSync('python3', ['--version']).status === 0;

describe('docs/examples/verify_by_hand.py', () => {
  const program =
    'import json,sys; from verify_by_hand import is_genuine; print([is_genuine(c["secret"], c["headers"], c["body"].encode()) for c in json.load(sys.stdin)])';

  it('agrees with what the service signs, also during rotation', ({ skip }) => {
    skip(!hasPython, 'needs python3');
    const body = aBody('evt_1');
    const sign = (secrets: readonly string[], nowMs = Date.now()) =>
      webhookHeaders({ id: 'evt_1', body, secrets, headers: {}, nowMs });
    const cases = [
      { secret: OLD, headers: sign([NEW, OLD]), body },
      { secret: NEW, headers: sign([NEW, OLD]), body },
      { secret: NEW, headers: sign([FOREIGN]), body },
      { secret: NEW, headers: sign([NEW]), body: `${body} ` },
      { secret: NEW, headers: sign([NEW], Date.now() - 400_000), body },
    ];
    const input = JSON.stringify(cases);
    const { stdout } = spawnSync('python3', ['-c', program], {
      cwd: EXAMPLES,
      input,
      encoding: 'utf8',
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    });
    expect(stdout).toBe('[True, True, False, False, False]\n');
  });

  it('is linked in docs/webhooks.md', () => {
    expect(guide).toContain('(examples/verify_by_hand.py)');
  });
});
