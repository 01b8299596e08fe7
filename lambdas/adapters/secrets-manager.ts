import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** Creates the reader of texts in Secrets Manager; without a version, it reads the current one. */
export const createSecretsManager =
  (client = new SecretsManagerClient()) =>
  async (SecretId: string, VersionId: string | undefined): Promise<string> => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId, VersionId }));
    if (SecretString !== undefined) return SecretString;
    throw new Error(`The secret ${SecretId} is binary: store a text in it.`);
  };
