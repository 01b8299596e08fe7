// Receives webhooks in a process of its own. `/30` answers after 30 ms; `/check` verifies signatures.
import { createServer, type RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

const webhook = new Webhook(process.argv[2] ?? '');

const isSigned = (body: string, headers: Record<string, unknown>): boolean => {
  try {
    const named = Object.entries(headers).map(([name, value]) => [name, String(value)]);
    webhook.verify(body, Object.fromEntries(named));
    return true;
  } catch {
    return false;
  }
};

const answer: RequestListener = (request, response) => {
  const path = request.url?.slice(1) ?? '';
  const end = (status: number) => response.writeHead(status, { 'content-length': 0 }).end();
  if (path === 'check') {
    text(request).then(
      (body) => end(isSigned(body, request.headers) ? 204 : 400),
      () => end(500),
    );
    return;
  }
  request.resume().once('end', () => {
    const delayMs = Number(path);
    if (delayMs === 0) end(204);
    else setTimeout(end, delayMs, 204);
  });
};

const server = createServer(answer).listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') process.send?.(address?.port);
});
// The measuring process is gone.
process.once('disconnect', () => process.exit());
