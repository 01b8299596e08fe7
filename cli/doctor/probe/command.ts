import type { Launch } from '../../framework/context.ts';
import { ExampleCommand } from '../../framework/options/example-command.ts';
import { parseSpan } from '../../framework/options/option-values.ts';

/** Creates `probe`. */
export const createProbe = (launch: Launch) =>
  new ExampleCommand('probe')
    .description(
      'starts one inventory job and reports what only a real vault shows, without ids and account numbers',
    )
    .examples({
      'glacier-jobs probe photos > report.md':
        'takes some hours; docs/unknowns.md says where to send it',
    })
    .argument('<vault>', 'name or ARN of the vault')
    .option('--yes', 'start the job without a confirmation prompt', false)
    .option('--timeout <span>', 'how long to wait for the job (default: 24h)', parseSpan)
    .option(
      '--settle <span>',
      'how long to wait for notices and the CloudTrail record after the end (default: 20m)',
      parseSpan,
    )
    .action((vault, { timeout = DAY_MS, settle = SETTLE_MS, ...options }) =>
      launch(
        async (context) => {
          const { probe } = await import('./probe.ts');
          return probe(context, { vault, timeoutMs: timeout, settleMs: settle, ...options });
        },
        { tidiesUp: true },
      ),
    );

const DAY_MS = 86_400_000;
/** CloudTrail lists a call after 15 minutes at the latest, as its documentation says of an average. */
const SETTLE_MS = 1_200_000;
