import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs the real CDK command line.
 *
 * @throws Error with what it printed. The emulator has passed its probes by then, so look for the fault in
 *   the service first.
 */
export const runCdk = async (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<void> => {
  const child = spawn('npx', ['cdk', ...args], {
    // The tests' own syntheses are not validated (vitest.config.ts), a deployment is.
    env: { ...process.env, CDK_VALIDATION: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => printed.push(chunk));
  const [code] = await once(child, 'close');
  if (code === 0) return;
  throw new Error(
    `cdk ${args[0]} ended with ${code}, although the emulator can what the probes ask (test/deployment/README.md):\n${Buffer.concat(printed).toString().slice(-4000)}`,
  );
};
