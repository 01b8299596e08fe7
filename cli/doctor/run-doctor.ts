import { type Diagnosis, diagnose } from '../../operations/doctor/diagnose.ts';
import type { Finding, Step } from '../../operations/doctor/finding.ts';
import type { Context } from '../framework/context.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import type { Output } from '../framework/output/output.ts';
import { printable } from '../framework/output/printable.ts';
import { gatherFacts } from './gather-facts.ts';

const TITLES: Readonly<Record<Step, string>> = {
  vault: 'vaults exist',
  notifications: 'vault notifications',
  topic: 'notice topic',
  'topic-policy': 'topic policy',
  'topic-key': 'topic encryption key',
  subscription: 'intake subscription',
  intake: 'intake function',
  'notices-seen': 'notices received',
  polling: 'poller',
  delivery: 'fan-out, sender, redeliver',
  queues: 'failure queues',
  endpoints: 'endpoints',
  overdue: 'overdue jobs',
  rows: 'table rows',
};

/** Checks a deployment: exit code 1 with findings, else 3 when a step could not be checked. */
export const runDoctor = async ({ output, connect }: Context): Promise<ExitCode> => {
  const diagnosis = diagnose(await gatherFacts(await connect(), output));
  if (output.isJson) output.json(diagnosis);
  else for (const line of diagnosis.steps.flatMap((step) => show(step, output))) output.print(line);
  if (!output.isJson) output.print(sumUp(diagnosis));
  return toExitCode(diagnosis);
};

const toExitCode = ({ isHealthy, steps }: Diagnosis): ExitCode => {
  if (isHealthy) return EXIT.ok;
  return steps.some(({ kind }) => kind === 'findings') ? EXIT.failure : EXIT.unreachable;
};

const show = (step: Diagnosis['steps'][number], output: Output): string[] => {
  const title = TITLES[step.step].padEnd(28);
  switch (step.kind) {
    case 'fine':
      return [`${output.style('green', 'ok       ')}${title} ${printable(step.detail)}`];
    case 'starting':
      return [`${output.style('dim', 'starting ')}${title} ${printable(step.detail)}`];
    case 'unchecked':
      return [
        `${output.style('yellow', '?        ')}${title} not checked: ${printable(step.reason)}`,
      ];
    case 'findings':
      return step.findings.flatMap((finding) => describeFinding(finding, title, output));
  }
};

const describeFinding = (finding: Finding, title: string, output: Output): string[] => {
  const isCritical = finding.severity === 'critical';
  const word = isCritical ? output.style('red', 'ERROR    ') : output.style('yellow', 'WARNING  ');
  return [`${word}${title} ${printable(finding.problem)}`, `        ${printable(finding.fix)}`];
};

const sumUp = ({ steps }: Diagnosis): string => {
  const unchecked = steps.filter(({ kind }) => kind === 'unchecked').length;
  const rest = unchecked === 0 ? '' : ` Steps not checked: ${unchecked}.`;
  const findings = steps.flatMap((step) => (step.kind === 'findings' ? step.findings : []));
  if (findings.length === 0) {
    return unchecked === 0
      ? 'No problems found.'
      : `No problems found in the checked steps.${rest}`;
  }
  const critical = findings.filter(({ severity }) => severity === 'critical').length;
  return `Problems found (critical: ${critical}, warnings: ${findings.length - critical}).${rest}`;
};
