import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/example-command.ts';

/** Creates `doctor`. */
export const createDoctor = (launch: Launch) =>
  new ExampleCommand('doctor')
    .description(
      'walks the path of a notice, says at which step it would be lost, and which command mends it',
    )
    .examples({
      'glacier-jobs doctor':
        'exit code 0 when there is no problem, 1 when there are findings, 3 when a step could not be checked',
      'glacier-jobs doctor --json | jq .isHealthy': 'for a script',
    })
    .action(() =>
      launch(async (context) => {
        const { runDoctor } = await import('../doctor/run-doctor.ts');
        return runDoctor(context);
      }),
    );
