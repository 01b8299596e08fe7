import { describe, expect, it } from 'vitest';
import { permissionsOf, synthesize } from '../synthesize.ts';

const { template } = synthesize({ vaults: '*' });

const tableOf = (construct: string, of = template) => {
  const tables = Object.entries(of.findResources('AWS::DynamoDB::Table'));
  const [, table] = tables.find(([id]) => id.startsWith(`${construct}Table`)) ?? [];
  return table as {
    readonly DeletionPolicy: string;
    readonly Properties: Record<string, unknown>;
  };
};

const hash = (name: string) => ({ AttributeName: name, KeyType: 'HASH' });
const range = (name: string) => ({ AttributeName: name, KeyType: 'RANGE' });

describe('the Jobs table', () => {
  it('is keyed by vault and job, and streams both images to the outbox', () => {
    expect(tableOf('Jobs').Properties).toMatchObject({
      KeySchema: [hash('vaultArn'), range('jobId')],
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'expireAt', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      BillingMode: 'PAY_PER_REQUEST',
    });
  });

  it('has an index by status, for people and the poller, and one by group', () => {
    expect(tableOf('Jobs').Properties['GlobalSecondaryIndexes']).toStrictEqual([
      {
        IndexName: 'byStatus',
        KeySchema: [hash('statusKey'), range('statusSince')],
        Projection: {
          ProjectionType: 'INCLUDE',
          NonKeyAttributes: [
            'status',
            'sequence',
            'tier',
            'action',
            'jobDescription',
            'creationDate',
            'completionDate',
            'outputExpiresAt',
            'vaultMissingSince',
          ],
        },
      },
      {
        IndexName: 'byGroup',
        KeySchema: [hash('group'), range('groupSort')],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ]);
  });
});

describe('the Groups table', () => {
  it('is keyed by group and entry, streams new entries to the outbox, and forgets', () => {
    expect(tableOf('Groups').Properties).toMatchObject({
      KeySchema: [hash('group'), range('entry')],
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'expireAt', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byState',
          KeySchema: [hash('state'), range('checkedAt')],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    });
  });
});

describe('the tables of endpoints', () => {
  it('are keyed by endpoint and can be restored to any second', () => {
    for (const construct of ['Endpoints', 'EndpointSecrets']) {
      expect(tableOf(construct).Properties).toMatchObject({
        KeySchema: [hash('endpointId')],
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      });
    }
  });

  it('hold the secrets under a key of their own that is rotated', () => {
    const { SSESpecification } = tableOf('EndpointSecrets').Properties as {
      readonly SSESpecification: { readonly KMSMasterKeyId: { readonly 'Fn::GetAtt': string[] } };
    };
    const [keyId = ''] = SSESpecification.KMSMasterKeyId['Fn::GetAtt'];
    expect(SSESpecification).toMatchObject({ SSEEnabled: true, SSEType: 'KMS' });
    expect(template.findResources('AWS::KMS::Key')[keyId]).toMatchObject({
      Properties: { EnableKeyRotation: true },
      DeletionPolicy: 'RetainExceptOnCreate',
    });
  });

  it('hold the secrets under a given key instead', () => {
    const secretsKeyArn = 'arn:aws:kms:eu-west-1:123456789012:key/0000-1111';
    const { template: withKey } = synthesize({ secretsKeyArn });
    withKey.resourceCountIs('AWS::KMS::Key', 0);
    expect(tableOf('EndpointSecrets', withKey).Properties['SSESpecification']).toMatchObject({
      KMSMasterKeyId: secretsKeyArn,
    });
    expect(permissionsOf(withKey, 'Sender')).toContain(`kms:Decrypt on ${secretsKeyArn}`);
  });
});

describe('the Deliveries table', () => {
  it('is keyed by event and endpoint, and forgets', () => {
    expect(tableOf('Deliveries').Properties).toMatchObject({
      KeySchema: [hash('eventId'), range('endpointId')],
      TimeToLiveSpecification: { AttributeName: 'expireAt', Enabled: true },
    });
  });

  it('has an index of what an endpoint lacks and one of what is due', () => {
    expect(tableOf('Deliveries').Properties['GlobalSecondaryIndexes']).toMatchObject([
      { IndexName: 'byEndpoint', KeySchema: [hash('endpointId'), range('updatedAt')] },
      { IndexName: 'due', KeySchema: [hash('dueShard'), range('nextAttemptAt')] },
    ]);
  });
});

describe('removalPolicy', () => {
  const policiesOf = (of: typeof template) =>
    ['AWS::DynamoDB::Table', 'AWS::KMS::Key', 'AWS::Logs::LogGroup'].flatMap((type) =>
      Object.entries(of.findResources(type))
        // What it remembers is of use only as long as the stack is there.
        .filter(([id]) => !id.startsWith('VaultNotificationsRecords'))
        .map(([, { DeletionPolicy, UpdateReplacePolicy }]) => [
          DeletionPolicy,
          UpdateReplacePolicy,
        ]),
    );

  it('keeps the tables, the key and the logs when the stack is deleted, and not when its creation fails', () => {
    expect(policiesOf(template)).toStrictEqual(
      Array.from({ length: 13 }, () => ['RetainExceptOnCreate', 'Retain']),
    );
  });

  it('deletes them under the removal policy destroy', () => {
    const { template: destroyed } = synthesize({ removalPolicy: 'destroy' });
    expect(policiesOf(destroyed)).toStrictEqual(
      Array.from({ length: 13 }, () => ['Delete', 'Delete']),
    );
  });
});
