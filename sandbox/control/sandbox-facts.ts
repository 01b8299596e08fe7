import type { SandboxFacts } from '../../cli/doctor/sandbox-parts.ts';
import type { FunctionFacts } from '../../operations/doctor/facts.ts';
import type { SandboxFunction } from '../functions/start-function.ts';
import { found } from '../resources/stack-registry.ts';
import type { Sandbox } from '../sandbox.ts';

const ACTIVITY_MINUTES = 15;

/** Observes a sandbox from now on; the returned function states what it runs, and how its poller ran. */
export const observeSandbox = (sandbox: Sandbox): (() => SandboxFacts) => {
  const { clock, functions, schedules } = sandbox;
  const startedAt = clock.now();
  const minutesSince = (at: number) => Math.floor((clock.now() - at) / 60_000);
  let polls: readonly { readonly at: number; readonly isError: boolean }[] = [];
  const recentPolls = () => polls.filter(({ at }) => minutesSince(at) < ACTIVITY_MINUTES);
  sandbox.on((happening) => {
    if (happening.kind !== 'invoked' || happening.functionName !== 'Poller') return;
    const isError = happening.invocation.kind === 'failed';
    polls = [...recentPolls(), { at: happening.at, isError }];
  });
  return () => {
    const { arn, subscribers } = found(functions, 'Intake');
    return {
      functions: Object.fromEntries(
        [...functions].map(([name, fn]) => [`${name}Function`, toFacts(fn)]),
      ),
      schedules: Object.fromEntries(
        [...schedules].map(([path, { name }]) => [
          path.replace('/', ''),
          { name, groupName: 'default', state: 'ENABLED' },
        ]),
      ),
      polls: {
        minutes: ACTIVITY_MINUTES,
        invocations: recentPolls().length,
        errors: recentPolls().filter(({ isError }) => isError).length,
        ageMinutes: minutesSince(startedAt),
      },
      intakeSubscriber: subscribers[0] ?? { protocol: 'lambda', endpoint: arn },
    };
  };
};

/** The sandbox enforces no permissions, so SNS may invoke every function. */
const toFacts = ({ arn, concurrency, invocable, mappings }: SandboxFunction): FunctionFacts => ({
  name: arn.split(':').at(-1) ?? arn,
  exists: invocable,
  arn,
  reservedConcurrency: concurrency,
  policy: '{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}',
  mappings,
});
