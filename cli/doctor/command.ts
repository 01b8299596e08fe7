import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/options/example-command.ts';

/** Creates `doctor`. */
export const createDoctor = (launch: Launch) =>
  new ExampleCommand('doctor')
    .description(
      'checks every step from vault to webhook and prints the command that fixes each problem',
    )
    .examples({
      'glacier-jobs doctor':
        'exit code 0: no problems; 1: problems found; 3: a step could not be checked',
      'glacier-jobs doctor --json | jq .isHealthy': 'for scripts',
    })
    .action(() =>
      launch(async (context) => {
        const { runDoctor } = await import('../doctor/run-doctor.ts');
        return runDoctor(context);
      }),
    );
