/**
 * Stands in the bundles for `@aws-sdk/endpoint-cache`, which brings an LRU library of its own.
 *
 * The DynamoDB client makes one for endpoint discovery, which is off, and never asks it anything.
 */
export class EndpointCache {}
