import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** A part of an upload. */
interface Part {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly checksum: string;
}

interface Upload {
  readonly key: string;
  readonly metadata: Record<string, string>;
  readonly parts: Map<number, Part>;
}

class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

const sha256 = (...parts: Buffer[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('base64');
};

/** Takes an `aws-chunked` body apart: chunks with their sizes, then the trailer. */
const readChunked = (body: Buffer) => {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.subarray(at, end).toString().split(';')[0] ?? '', 16);
    if (Number.isNaN(size) || end < 0) throw new Refusal(400, 'IncompleteBody');
    at = end + 2;
    if (size === 0) break;
    chunks.push(body.subarray(at, at + size));
    at += size + 2;
  }
  const trailer = Object.fromEntries(
    body
      .subarray(at)
      .toString()
      .split('\r\n')
      .filter((line) => line.includes(':'))
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { bytes: Buffer.concat(chunks), trailer };
};

const readUrl = ({ url = '/', method }: IncomingMessage) => {
  const { pathname, searchParams: query } = new URL(url, 'http://s3');
  const key = pathname.split('/').slice(2).map(decodeURIComponent).join('/');
  const id = query.get('uploadId') ?? '';
  const what = query.has('uploads') ? ' uploads' : id && ' upload';
  return { action: `${method}${what}`, key, id, query };
};

/**
 * A small S3 of one bucket for tests: multipart uploads with SHA-256 checksums, which it refuses when
 * they are missing or wrong, and `If-None-Match`.
 */
export const startS3 = async () => {
  const uploads = new Map<string, Upload>();
  const objects = new Map<string, { bytes: Buffer; metadata: Record<string, string> }>();
  const counts: Record<string, number> = {};
  /** How many parts have their bytes changed on their way, and how many completions get no answer. */
  const faults = { corrupt: 0, unanswered: 0 };

  const findUpload = (id: string | null, key: string): Upload => {
    const upload = uploads.get(id ?? '');
    if (upload === undefined || upload.key !== key) throw new Refusal(404, 'NoSuchUpload');
    return upload;
  };

  const putPart = (request: IncomingMessage, body: Buffer, upload: Upload, number: number) => {
    const { bytes, trailer } = readChunked(body);
    if (bytes.length !== Number(request.headers['x-amz-decoded-content-length'])) {
      throw new Refusal(400, 'IncompleteBody');
    }
    const taken = Buffer.from(bytes);
    if (faults.corrupt > 0) {
      faults.corrupt -= 1;
      taken.writeUInt8(taken.readUInt8() ^ 1);
    }
    const checksum = sha256(taken);
    if (trailer['x-amz-checksum-sha256'] !== checksum) throw new Refusal(400, 'BadDigest');
    const etag = `"${createHash('md5').update(taken).digest('hex')}"`;
    upload.parts.set(number, { bytes: taken, etag, checksum });
    return { etag, 'x-amz-checksum-sha256': checksum };
  };

  const complete = (request: IncomingMessage, body: string, id: string, upload: Upload) => {
    if (request.headers['if-none-match'] === '*' && objects.has(upload.key)) {
      throw new Refusal(412, 'PreconditionFailed');
    }
    const asked = [...body.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => {
      const field = (name: string) =>
        new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(part)?.[1]?.replaceAll('&quot;', '"') ??
        '';
      const number = Number(field('PartNumber'));
      return { number, etag: field('ETag'), checksum: field('ChecksumSHA256') };
    });
    const chosen = asked.map(({ number, etag, checksum }, at) => {
      const part = upload.parts.get(number);
      const isFirst = (asked[at - 1]?.number ?? 0) < number;
      if (part === undefined || part.etag !== etag || part.checksum !== checksum || !isFirst) {
        throw new Refusal(400, 'InvalidPart');
      }
      return part.bytes;
    });
    objects.set(upload.key, { bytes: Buffer.concat(chosen), metadata: upload.metadata });
    uploads.delete(id);
    if (faults.unanswered > 0) {
      faults.unanswered -= 1;
      throw new Error('The connection breaks after the upload is complete.');
    }
    return `<CompleteMultipartUploadResult><Key>${upload.key}</Key></CompleteMultipartUploadResult>`;
  };

  const listParts = ({ parts }: Upload, after: number) => {
    const all = [...parts].sort(([a], [b]) => a - b).filter(([number]) => number > after);
    const page = all.slice(0, 2);
    const last = page.at(-1)?.[0] ?? 0;
    const rows = page.map(
      ([number, { bytes, etag, checksum }]) =>
        `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag><Size>${bytes.length}</Size><ChecksumSHA256>${checksum}</ChecksumSHA256></Part>`,
    );
    const isCut = page.length < all.length;
    return `<ListPartsResult><IsTruncated>${isCut}</IsTruncated><NextPartNumberMarker>${last}</NextPartNumberMarker>${rows.join('')}</ListPartsResult>`;
  };

  const listUploads = (prefix: string) => {
    const rows = [...uploads]
      .filter(([, { key }]) => key.startsWith(prefix))
      .map(([id, { key }]) => `<Upload><Key>${key}</Key><UploadId>${id}</UploadId></Upload>`);
    return `<ListMultipartUploadsResult>${rows.join('')}</ListMultipartUploadsResult>`;
  };

  const metadataOf = ({ headers }: IncomingMessage) =>
    Object.fromEntries(
      Object.entries(headers)
        .filter(([name]) => name.startsWith('x-amz-meta-'))
        .map(([name, value]) => [name.slice('x-amz-meta-'.length), String(value)]),
    );

  const begin = (request: IncomingMessage, key: string): string => {
    if (request.headers['x-amz-checksum-algorithm'] !== 'SHA256') {
      throw new Refusal(400, 'InvalidRequest');
    }
    const id = randomUUID();
    uploads.set(id, { key, metadata: metadataOf(request), parts: new Map() });
    return `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`;
  };

  const head = (key: string) => {
    const object = objects.get(key);
    if (object === undefined) throw new Refusal(404, 'NotFound');
    const metadata = Object.entries(object.metadata).map(
      ([name, value]) => [`x-amz-meta-${name}`, value] as const,
    );
    return { 'content-length': String(object.bytes.length), ...Object.fromEntries(metadata) };
  };

  const abort = (id: string, key: string): string => {
    findUpload(id, key);
    uploads.delete(id);
    return '';
  };

  interface Call {
    readonly request: IncomingMessage;
    readonly body: Buffer;
    readonly key: string;
    readonly id: string;
    readonly query: URLSearchParams;
  }

  const actions: Record<string, (call: Call) => string | Record<string, string>> = {
    'POST uploads': ({ request, key }) => begin(request, key),
    'PUT upload': ({ request, body, id, key, query }) =>
      putPart(request, body, findUpload(id, key), Number(query.get('partNumber'))),
    'GET upload': ({ id, key, query }) =>
      listParts(findUpload(id, key), Number(query.get('part-number-marker') ?? 0)),
    'POST upload': ({ request, body, id, key }) =>
      complete(request, body.toString(), id, findUpload(id, key)),
    'DELETE upload': ({ id, key }) => abort(id, key),
    'GET uploads': ({ query }) => listUploads(query.get('prefix') ?? ''),
    HEAD: ({ key }) => head(key),
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { action, key, id, query } = readUrl(request);
    counts[action] = (counts[action] ?? 0) + 1;
    const body = await buffer(request);
    const given = actions[action]?.({ request, body, key, id, query });
    if (given === undefined) throw new Refusal(400, 'NotImplemented');
    if (typeof given === 'string') response.writeHead(200).end(given);
    else response.writeHead(200, given).end();
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!(error instanceof Refusal)) return void response.destroy();
      response
        .writeHead(error.status, { 'content-type': 'application/xml' })
        .end(`<Error><Code>${error.code}</Code><Message>${error.code}</Message></Error>`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    uploads,
    objects,
    counts,
    faults,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};
