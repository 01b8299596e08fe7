import { describe, expect, it } from 'vitest';
import { nameOutputs } from '../../../operations/fetch/names.ts';
import { ARN, anArchive } from './an-output.ts';

const nameOf = (archiveId: string, template?: string) =>
  nameOutputs([anArchive({ archiveId })], template)[0]?.name;

describe('the name of an output', () => {
  it('is its archive with its range, or the job of an inventory', () => {
    const inventory = { archiveId: undefined, identity: 'other' };
    const named = nameOutputs(
      [
        anArchive(),
        anArchive({ byteRange: '0-99', identity: 'part' }),
        anArchive({ ...inventory, format: 'CSV' }),
        anArchive({ ...inventory, format: 'JSON' }),
      ],
      undefined,
    );
    expect(named.map(({ name }) => name)).toStrictEqual([
      'archive-1',
      'archive-1-0-99',
      'job-1.csv',
      'job-1.json',
    ]);
  });

  it('follows a template', () => {
    expect(nameOf('a', '{vault}-{archiveId}-{jobId}.tar')).toBe('photos-a-job-1.tar');
    expect(nameOutputs([anArchive({ archiveId: undefined })], '{archiveId}')[0]?.name).toBe(
      'job-1',
    );
    expect(() => nameOf('a', '{archive}')).toThrow('--name contains {archive}: use only');
  });

  it.each(['-archive', '-rf', 'ünï', 'a b', 'x'.repeat(250)])('can be %s', (archiveId) => {
    expect(nameOf(archiveId)).toBe(archiveId);
  });

  it.each([
    ['..', 'begins with a dot'],
    ['.', 'begins with a dot'],
    ['', 'is empty'],
    ['.glacier-jobs-fetch', 'begins with a dot'],
    ['end.', 'ends with a dot'],
    ['/etc/passwd', 'contains'],
    ['../secret', 'begins with a dot'],
    ['a/../../b', 'contains'],
    ['a\\b', 'contains'],
    ['nul\u0000', 'contains a control character'],
    ['line\n', 'contains a control character'],
    ['C:x', 'contains'],
    ['x'.repeat(300), 'has more than 250 bytes'],
    ['ü'.repeat(126), 'has more than 250 bytes'],
    ['a.PART', 'ends with .part'],
  ])('cannot be %j', (archiveId, problem) => {
    expect(() => nameOf(archiveId)).toThrow(problem);
  });
});

describe('two outputs', () => {
  const two = (one: string, other: string, template?: string) =>
    nameOutputs(
      [one, other].map((archiveId, at) =>
        anArchive({ archiveId, key: { vaultArn: ARN, jobId: `job-${at}` } }),
      ),
      template,
    );

  it.each([
    ['a', 'b', 'same'],
    ['Archive', 'aRCHIVE', undefined],
    ['\u00e9', 'e\u0301', undefined],
  ])('named by %s and %s with the template %s cannot share a name', (one, other, template) => {
    expect(() => two(one, other, template)).toThrow(
      'The outputs of the jobs job-0 and job-1 would both be named',
    );
  });

  it('of the same content share it', () => {
    expect(two('a', 'a').map(({ name }) => name)).toStrictEqual(['a', 'a']);
  });
});
