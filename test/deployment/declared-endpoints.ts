import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  CreateSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { DeploymentOutputs } from '../../cli/deployment/deployment-outputs.ts';
import type { EndpointProps } from '../../lib/endpoint-props.ts';
import { createDynamoEndpointRows } from '../../operations/aws/tables/endpoint-rows.ts';
import { createDynamoEndpointSecretRows } from '../../operations/aws/tables/endpoint-secret-rows.ts';
import { listEndpoints } from '../../operations/endpoints/show.ts';
import { createFakeLog } from '../support/fake-telemetry.ts';
import { access } from './emulator.ts';

/** The endpoints that `endpoints-app.ts` adds, by their ids. */
export type DeclaredEndpoints = Readonly<
  Record<string, Omit<EndpointProps, 'secret'> & { readonly secretArn: string }>
>;

/** The options of `cdk` that deploy the app with endpoints in place of the one of `cdk.json`. */
export const appWith = (endpoints: DeclaredEndpoints): readonly string[] => [
  ...['--app', 'node test/deployment/endpoints-app.ts'],
  ...['-c', `endpoints=${JSON.stringify(endpoints)}`],
];

/** Creates a secret; gives its ARN, and a way to store another value, which gives its version. */
export const createSecret = async (SecretString: string) => {
  const client = new SecretsManagerClient(access);
  const { ARN = '' } = await client.send(
    new CreateSecretCommand({ Name: `hook-${Date.now()}`, SecretString }),
  );
  const store = async (text: string): Promise<string> => {
    const command = new PutSecretValueCommand({ SecretId: ARN, SecretString: text });
    return (await client.send(command)).VersionId ?? '';
  };
  return { secretArn: ARN, store };
};

/** Reads the endpoints that a stack manages, with their URLs and the values of their secrets. */
export const readManaged = async (dynamodb: DynamoDBClient, outputs: DeploymentOutputs) => {
  const { EndpointsTableName, EndpointSecretsTableName } = outputs;
  const endpoints = createDynamoEndpointRows(dynamodb, EndpointsTableName, createFakeLog());
  const secrets = createDynamoEndpointSecretRows(dynamodb, EndpointSecretsTableName);
  const managed = (await listEndpoints({ endpoints })).filter(({ managedBy }) => managedBy);
  return Promise.all(
    managed.map(async ({ endpointId, managedBy, eventTypes }) => {
      const row = await secrets.get(endpointId);
      const values = row?.secrets.map(({ secret, expiresAt }) => [secret, expiresAt !== undefined]);
      return { endpointId, managedBy, eventTypes, url: row?.url, secrets: values };
    }),
  );
};
