import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildJobEvent } from '../../../../lambdas/core/event/event.ts';
import type { Evidence } from '../../../../lambdas/core/evidence/evidence.ts';
import { plusMinutes } from '../../../../lambdas/core/instant.ts';
import type { Job } from '../../../../lambdas/core/job/job.ts';
import {
  clock,
  collected,
  live,
  notFound,
  path,
  pending,
  seen,
  vaultNotFound,
} from '../../../support/evidence.ts';

const CREATED = '2026-03-14T03:40:19.264Z';
const NOW = plusMinutes(CREATED, 60 * 24 * 4);
const at = (minutes: number) => plusMinutes(CREATED, minutes);
const minutesOfLife = fc.integer({ min: 1, max: 60 * 24 * 4 });

/** Glacier says one thing about a job; notices may be wrong, because many may publish to a topic. */
const history = fc
  .record({ completesAfter: minutesOfLife, outcome: fc.constantFrom('Succeeded', 'Failed') })
  .chain(({ completesAfter, outcome }) => {
    const said = (StatusCode: string, isDateKnown: boolean) => ({
      StatusCode,
      CompletionDate: isDateKnown ? at(completesAfter) : null,
      StatusMessage: isDateKnown ? StatusCode : null,
    });
    const after = fc.integer({ min: completesAfter, max: 60 * 24 * 4 }).map(at);
    const truth = fc
      .tuple(fc.constantFrom('describe-job' as const, 'list-jobs' as const), after)
      .map(([source, observedAt]): Evidence => seen(source, observedAt, said(outcome, true)));
    const notice = fc
      .tuple(fc.constantFrom('Succeeded', 'Failed'), after, fc.boolean())
      .map(([code, observedAt, known]): Evidence => seen('notice', observedAt, said(code, known)));
    const others = minutesOfLife
      .map(at)
      .chain((observedAt) =>
        fc.constantFrom<Evidence>(
          pending('describe-job', observedAt),
          notFound(observedAt),
          collected(observedAt),
          clock(observedAt),
        ),
      );
    return fc.array(fc.oneof(truth, notice, others), { maxLength: 6 });
  });

/** A missing vault is judged by polls in the order of their times, and the others are facts. */
const timedHistory = fc
  .tuple(history, fc.array(minutesOfLife.map(at).map(vaultNotFound), { maxLength: 4 }))
  .map(([pieces, missing]) =>
    [...pieces, ...missing].sort((a, b) => (a.observedAt < b.observedAt ? -1 : 1)),
  );

const registered = (): Job | undefined => live([pending('registration', CREATED)]);
const shuffled = history.chain((pieces) =>
  fc.tuple(fc.constant(pieces), fc.shuffledSubarray(pieces, { minLength: pieces.length })),
);

const LEGAL: Record<string, readonly string[]> = {
  InProgress: ['Succeeded', 'Failed', 'Expired'],
  Succeeded: ['Expiring', 'Expired', 'Collected', 'Failed'],
  Expiring: ['Expired', 'Collected', 'Failed', 'Succeeded'],
  Expired: ['Succeeded', 'Collected', 'Failed'],
  Failed: ['Succeeded', 'Expired'],
  Collected: ['Failed'],
};

it('changes nothing when evidence is applied twice', () => {
  return fc.assert(
    fc.property(history, minutesOfLife.map(at), (pieces, now) => {
      const once = live(pieces, now, registered());
      for (const piece of pieces) expect(live([piece], now, once)).toStrictEqual(once);
    }),
  );
});

it('comes to one final status in whatever order the evidence arrives', () => {
  return fc.assert(
    fc.property(shuffled, ([pieces, others]) => {
      const end = (evidence: readonly Evidence[]) =>
        live([...evidence, clock(NOW)], NOW, registered());
      expect(end(others)?.status).toBe(end(pieces)?.status);
    }),
    { numRuns: 2000 },
  );
});

it('takes only legal steps, counts them, and never returns to InProgress', () => {
  return fc.assert(
    fc.property(timedHistory, (pieces) => {
      const job = live(pieces, undefined, registered());
      const steps = path(job);
      expect(job?.sequence).toBe(steps.length);
      expect(steps.lastIndexOf('InProgress')).toBe(0);
      for (const [index, step] of steps.slice(1).entries()) {
        expect(LEGAL[steps[index] ?? '']).toContain(step);
      }
    }),
    { numRuns: 1000 },
  );
});

it('builds the same bytes for a transition however the job goes on', () => {
  return fc.assert(
    fc.property(fc.oneof(history, timedHistory), (pieces) => {
      let job = registered();
      const bodies: string[] = [];
      for (const piece of pieces) {
        job = live([piece], undefined, job);
        if (!job) continue;
        const now = Array.from(
          { length: job.sequence },
          (_, i) => buildJobEvent(job as Job, i + 1).body,
        );
        expect(now.slice(0, bodies.length)).toStrictEqual(bodies);
        bodies.splice(0, bodies.length, ...now);
      }
    }),
    { numRuns: 1000 },
  );
});
