// Receives webhooks: npm install standardwebhooks
//                    WEBHOOK_SECRET=whsec_... PORT=8080 node receiver.mjs
import { createServer } from 'node:http';
import { env, exit } from 'node:process';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

if (!env.WEBHOOK_SECRET) {
  console.error(
    "WEBHOOK_SECRET is not set: use your endpoint's secret, or run: npx glacier-jobs listen --print-secret",
  );
  exit(1);
}
const webhook = new Webhook(env.WEBHOOK_SECRET);

// A real receiver keeps both in its database, in the transaction that does its work.
const seenIds = new Set();
const latestSequences = new Map();

const isNew = ({ id, data }) => {
  const latest = latestSequences.get(data.jobId) ?? 0;
  if (seenIds.has(id) || data.sequence <= latest) return false;
  seenIds.add(id);
  latestSequences.set(data.jobId, data.sequence);
  return true;
};

const handle = (event) => {
  // Accept unknown types: new ones may be added.
  if (!event.type.startsWith('glacier.job.') || !isNew(event)) return;
  console.log(`job ${event.data.jobId} is ${event.data.status}`);
};

const receive = async (request) => {
  if (request.method !== 'POST' || Number(request.headers['content-length']) > 65_536) return 400;
  const body = await text(request);
  try {
    // The signature covers the raw bytes: verify these, not JSON that was parsed and serialized again.
    webhook.verify(body, request.headers, { jsonParse: false });
  } catch {
    return 401;
  }
  handle(JSON.parse(body));
  return 204;
};

const server = createServer(async (request, response) => {
  // The service retries after any answer but 2xx.
  const status = await receive(request).catch(() => 500);
  response.writeHead(status).end();
});

server.listen(Number(env.PORT ?? 8080), () => console.log(`listening on ${server.address().port}`));
