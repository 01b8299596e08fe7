import { createHash } from 'node:crypto';
import { TreeHash } from '@aws-sdk/sha256-tree-hash';

class Sha256 {
  private readonly hash = createHash('sha256');
  update(data: Uint8Array): void {
    this.hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }
  reset(): void {
    throw new Error('reset is not expected');
  }
}

/** The tree hash that the SDK's own package computes, in hex. */
export const treeHashBySdk = async (chunks: Iterable<Uint8Array>): Promise<string> => {
  const hash = new TreeHash(Sha256, (text) => Buffer.from(text));
  for (const chunk of chunks) hash.update(chunk);
  return Buffer.from(await hash.digest()).toString('hex');
};
