import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const AMAZON = 'Copyright Amazon.com, Inc. or its affiliates. All Rights Reserved.';

/** Copyright lines of packages without a license file, as their README or repository states them. */
const COPYRIGHTS: Readonly<Record<string, string>> = {
  '@aws-lambda-powertools/commons': AMAZON,
  '@aws-lambda-powertools/logger': AMAZON,
  '@aws-lambda-powertools/metrics': AMAZON,
  '@middy/core': 'Copyright (c) 2017-2026 will Farrell, Luciano Mammino, and Middy contributors.',
};

const LICENSE_FILE = /^(licen[cs]e|notice|copying)\b/i;

/** Reads the license and notice files of an installed package, or the text of its SPDX license. */
export const readLicense = (folder: string, name: string, license: string): string => {
  const files = readdirSync(folder).filter((file) => LICENSE_FILE.test(file));
  if (files.length > 0) return files.map((file) => read(folder, file)).join('\n\n');
  const copyright = COPYRIGHTS[name];
  if (copyright === undefined) {
    throw new Error(`${name} has no license file: add its copyright line to COPYRIGHTS.`);
  }
  const text = read(join(import.meta.dirname, 'license-texts'), `${license}.txt`);
  return `${copyright}\n(The package has no license file; this is the SPDX text of ${license}.)\n\n${text}`;
};

const read = (folder: string, file: string): string =>
  readFileSync(join(folder, file), 'utf8')
    .replaceAll(/[^\S\n]+$/gm, '')
    .replaceAll(/^\n+|\n+$/g, '');
