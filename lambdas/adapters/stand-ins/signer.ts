/**
 * Stands in the bundles for `@aws-sdk/signature-v4-multi-region`, which signs for global endpoints.
 *
 * Without a signer of its own, the EventBridge client takes the one of every other client.
 */
export const SignatureV4MultiRegion = undefined;
