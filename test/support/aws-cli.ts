import { spawnSync } from 'node:child_process';

const isMissing = spawnSync('aws', ['--version']).status !== 0;

/** Skips a test that needs the AWS CLI where there is none; in CI the test fails instead. */
export const needAwsCli = (skip: (condition: boolean, note: string) => void): void =>
  skip(isMissing && process.env['CI'] === undefined, 'needs the AWS CLI');
