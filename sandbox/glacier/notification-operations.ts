import * as z from 'zod';
import { answerJson } from './answer.ts';
import type { Operation } from './api-call.ts';
import { findVault } from './find-vault.ts';
import { readBody } from './read-body.ts';
import { invalidParameter, missingParameter, notFound } from './refusals.ts';
import { checkTopic } from './topic-rule.ts';
import { VAULT_EVENTS } from './vault.ts';

const configurationSchema = z.object({
  SNSTopic: z.string().nullish(),
  Events: z.array(z.string()).nullish(),
});

/** Tells a vault's configuration; the message of an unset one was observed (terraform-provider-aws). */
export const getVaultNotifications: Operation = (state, { vaultName }) => {
  const { arn, notifications } = findVault(state, vaultName);
  if (notifications === undefined) {
    throw notFound(`No notification configuration is set for vault: ${arn}`);
  }
  return answerJson({ Events: notifications.events, SNSTopic: notifications.topicArn });
};

/** Replaces a vault's only configuration. */
export const setVaultNotifications: Operation = (state, { vaultName, body }) => {
  const vault = findVault(state, vaultName);
  const { SNSTopic, Events } = readBody(body, configurationSchema, 'Vault Notification Config');
  if (!SNSTopic) {
    throw missingParameter('SNSTopic');
  }
  if (!Events || Events.length === 0) {
    throw missingParameter('Events');
  }
  const known: readonly string[] = VAULT_EVENTS;
  const unknown = Events.find((event) => !known.includes(event));
  if (unknown !== undefined) {
    throw invalidParameter(`Invalid notification event: ${unknown}`);
  }
  vault.notifications = { topicArn: checkTopic(SNSTopic, state.region), events: Events };
  return { status: 204 };
};

/** Removes a vault's configuration, if it has one. */
export const deleteVaultNotifications: Operation = (state, { vaultName }) => {
  findVault(state, vaultName).notifications = undefined;
  return { status: 204 };
};
