import { expect, it } from 'vitest';
import { filterNotice } from '../../../operations/doctor/policy/notice-filter.ts';

const NOTICE = {
  VaultARN: 'arn:aws:glacier:x:1:vaults/photos',
  Action: 'ArchiveRetrieval',
  Records: [{ Sns: { Message: '{}' } }, { Sns: {} }],
};

it.each<[object | string, string | undefined, string]>([
  [{ VaultARN: [{ exists: true }] }, 'MessageBody', 'passes'],
  [{ VaultARN: [{ prefix: 'arn:aws:glacier' }] }, 'MessageBody', 'passes'],
  [{ VaultARN: [{ suffix: '/photos' }, 'x'] }, 'MessageBody', 'passes'],
  [{ Action: ['ArchiveRetrieval'], Other: [{ exists: false }] }, 'MessageBody', 'passes'],
  [{ Action: [{ 'equals-ignore-case': 'archiveretrieval' }] }, 'MessageBody', 'passes'],
  [{ Action: [{ 'anything-but': 'Select' }] }, 'MessageBody', 'passes'],
  [{ Action: [{ 'anything-but': ['Select', 'ArchiveRetrieval'] }] }, 'MessageBody', 'drops'],
  [{ Action: ['InventoryRetrieval'] }, 'MessageBody', 'drops'],
  [{ Action: [null] }, 'MessageBody', 'drops'],
  [{ Missing: [{ prefix: 'x' }] }, 'MessageBody', 'drops'],
  [{ Action: ['ArchiveRetrieval'] }, undefined, 'drops'],
  [{ type: [{ exists: false }] }, 'MessageAttributes', 'passes'],
  [{ Action: [{ wildcard: '*' }] }, 'MessageBody', 'unknown'],
  [{ Action: [{ numeric: ['>', 1] }] }, 'MessageBody', 'unknown'],
  [{ $or: ['x'] }, 'MessageBody', 'unknown'],
  [{ $or: [{ Missing: ['x'] }, { VaultARN: [{ exists: true }] }] }, 'MessageBody', 'passes'],
  [{ $or: [{ Missing: ['x'] }, { Action: ['Select'] }] }, 'MessageBody', 'drops'],
  [{ $or: [{ Action: ['Select'] }, { Action: [{ wildcard: '*' }] }] }, 'MessageBody', 'unknown'],
  [{ $and: [{ Action: ['Select'] }] }, 'MessageBody', 'unknown'],
  [{ Action: { nested: ['x'] } }, 'MessageBody', 'drops'],
  [{ Action: { nested: [{ exists: false }] } }, 'MessageBody', 'passes'],
  [{ Records: { Sns: { Message: [{ exists: true }] } } }, 'MessageBody', 'passes'],
  [{ Records: { body: [{ exists: true }] } }, 'MessageBody', 'drops'],
  [{ Records: [{ exists: true }] }, 'MessageBody', 'unknown'],
  [{ Action: 'ArchiveRetrieval' }, 'MessageBody', 'unknown'],
  ['no JSON', 'MessageBody', 'unknown'],
  [{}, undefined, 'passes'],
])('judges %j on the %s: %s', (policy, scope, verdict) => {
  const text = typeof policy === 'string' ? policy : JSON.stringify(policy);
  expect(filterNotice(text, scope, NOTICE)).toBe(verdict);
});

it('drops text that is no JSON object where the body is filtered, and only there', () => {
  expect(filterNotice('{}', 'MessageBody', 'text')).toBe('drops');
  expect(filterNotice('{}', undefined, 'text')).toBe('passes');
});
