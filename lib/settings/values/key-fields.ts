import { construct, propShapes } from '../props/prop-shape.ts';
import { keyArn } from './arn.ts';

const encrypts = (secretsKey: string, policy: string) =>
  `encrypts all queues, tables and log groups, and the events topic; the secrets of endpoints too, unless ${secretsKey} is set. It does not encrypt the notice topic: Glacier would lose notices silently if it could not use the key. ${policy}`;

/** The settings of encryption keys. */
export const keyFields = {
  /** The encryption key for the secrets of endpoints. */
  secretsKeyArn: keyArn()
    .optional()
    .describe(
      'The ARN of a KMS key in this Region that encrypts the secrets of endpoints, instead of encryptionKeyArn or a key that the stack creates. Its key policy must delegate access to IAM policies of the account, as the default key policy does.',
    )
    .meta({
      absent: 'the stack creates a key, rotated every year',
      examples: ['arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
    })
    .register(
      propShapes,
      construct('secretsKey', ['IKey', 'aws-kms'], 'keyArn', {
        about:
          'A KMS key in this Region that encrypts the secrets of endpoints, instead of encryptionKey or a key that the construct creates. Its key policy must delegate access to IAM policies of the account, as the default key policy does.',
      }),
    ),
  /** The encryption key for the data of the service. */
  encryptionKeyArn: keyArn()
    .optional()
    .describe(
      `The ARN of a KMS key in this Region that ${encrypts('secretsKeyArn', 'docs/security.md has the statements that the key policy needs.')}`,
    )
    .meta({
      absent: 'keys of AWS encrypt the data',
      examples: ['arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
    })
    .register(
      propShapes,
      construct('encryptionKey', ['IKey', 'aws-kms'], 'keyArn', {
        about: `A KMS key in this Region that ${encrypts('secretsKey', 'The construct adds the statements for AWS services to the policy of a key that your app creates; add those of docs/security.md to any other.')}`,
      }),
    ),
};
