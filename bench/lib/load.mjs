import { connect } from 'node:net';

/**
 * Sends requests over `connections` kept-alive sockets for `ms` milliseconds, each socket one at a time. Bare sockets,
 * because the sender shares the processors with what it measures.
 *
 * @param {object} options
 * @param {number} options.port on 127.0.0.1
 * @param {Buffer[] | ((n: number) => Buffer)} options.requests whole HTTP requests, taken in turn
 * @param {number} options.connections
 * @param {number} options.ms
 * @returns {Promise<{ perSecond: number, times: number[], failed: number, firstFailure: string | undefined }>} times in milliseconds
 */
export async function load({ port, requests, connections, ms }) {
  const next = Array.isArray(requests) ? (n) => requests[n % requests.length] : requests;
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const run = { times: [], failed: 0, firstFailure: undefined, sent: 0, next };
  const started = performance.now();
  const until = started + ms;
  await Promise.all(sockets.map((socket) => pump(socket, run, until)));
  const seconds = (performance.now() - started) / 1000;
  for (const socket of sockets) socket.destroy();
  return {
    perSecond: run.times.length / seconds,
    times: run.times,
    failed: run.failed,
    firstFailure: run.firstFailure,
  };
}

/** One request, with its whole answer. @returns {Promise<{ status: number, body: Buffer }>} */
export async function once(port, request) {
  const socket = await open(port);
  try {
    return await exchange(socket, request);
  } finally {
    socket.destroy();
  }
}

/** The bytes of a request. */
export function requestBytes(method, path, { token, body } = {}) {
  const text = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const head = [
    `${method} ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    ...(token ? [`authorization: Bearer ${token}`] : []),
    ...(text ? ['content-type: application/json', `content-length: ${text.length}`] : []),
  ];
  const bytes = Buffer.from(`${head.join('\r\n')}\r\n\r\n`);
  return text ? Buffer.concat([bytes, text]) : bytes;
}

async function pump(socket, run, until) {
  while (performance.now() < until) {
    const request = run.next(run.sent);
    run.sent += 1;
    const started = performance.now();
    const { status, body } = await exchange(socket, request);
    if (status < 300) run.times.push(performance.now() - started);
    else {
      run.failed += 1;
      run.firstFailure ??= `${status} ${body.toString('utf8', 0, 300)}`;
    }
  }
}

function open(port) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.removeListener('error', reject);
      resolve(socket);
    });
  });
}

/** Answers carry a content-length; that is all of HTTP that is read here. */
function exchange(socket, request) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    let size = 0;
    let wanted = Number.POSITIVE_INFINITY;
    let head;
    const finish = (settle, value) => {
      socket.removeAllListeners();
      settle(value);
    };
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      size += chunk.length;
      if (head === undefined) {
        const all = chunks.length === 1 ? chunk : Buffer.concat(chunks);
        const end = all.indexOf('\r\n\r\n');
        if (end < 0) return;
        const text = all.toString('latin1', 0, end).toLowerCase();
        const length = /\r\ncontent-length: (\d+)/.exec(text)?.[1];
        head = { status: Number(text.slice(9, 12)), length: end + 4 };
        if (length === undefined && head.status !== 204)
          return finish(reject, new Error(`no content-length in ${text}`));
        wanted = head.length + Number(length ?? 0);
      }
      if (size >= wanted) finish(resolve, { status: head.status, body: Buffer.concat(chunks).subarray(head.length) });
    });
    socket.once('error', (error) => finish(reject, error));
    socket.once('close', () => finish(reject, new Error('the server closed the connection')));
    socket.write(request);
  });
}
