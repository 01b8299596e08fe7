/** The account of a deployment to an emulator, which takes a key id of twelve digits for it. */
export const ACCOUNT_ID = '123456789012';

/** The region of a deployment to an emulator. */
export const REGION = 'eu-west-1';

/** The emulator that the tests of a deployment run against; without one they are skipped. */
export const endpoint = process.env['AWS_ENDPOINT_URL'];

/** How the SDK reaches it. */
export const access = {
  endpoint: endpoint ?? '',
  region: REGION,
  credentials: { accessKeyId: ACCOUNT_ID, secretAccessKey: 'emulator' },
};
