import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import type { DatabaseUrls } from '../database/connections.js';
import { DATABASE_URLS } from '../database/database.module.js';
import { SettingAreas } from '../settings/areas/setting-areas.service.js';
import { addressKind } from './address.js';
import { OUTBOUND_SETTINGS } from './outbound-settings.js';
import { OutboundError, outboundError } from './outbound-error.js';

const USUAL_TIMEOUT_MS = 10_000;
const USUAL_BYTES = 1024 * 1024;

/** A place that may be called: connect to `address`, and expect the certificate of `host`. */
export interface OutboundTarget {
  readonly host: string;
  readonly port: number;
  /** The one address that was looked up and checked. */
  readonly address: string;
  /** For a connection with TLS: whose certificate is expected, and who else may have signed it. */
  readonly tls: { readonly servername?: string; readonly ca?: string[] };
}

export interface OutboundRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** For everything from the look-up of the name to the last byte; 10 s unless given. */
  readonly timeoutMs?: number;
  /** Greatest answer; 1 MiB unless given. */
  readonly maxBytes?: number;
}

export interface OutboundAnswer {
  /** As the other side gave it: redirects are answers, and never followed. */
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Looks up the addresses of a name. Tests set it. */
export const resolver = {
  lookup: async (host: string): Promise<readonly string[]> =>
    (await dns.promises.lookup(host, { all: true, verbatim: true })).map(({ address }) => address),
};

/**
 * The one way out (docs/operations/hardening.md): every call of the server to another machine goes through here. Names
 * are looked up once and the call goes to that very address. Public addresses are open; those inside of the company's
 * network only where the administrator lists the exact `host:port`; this machine and the database stay closed.
 */
@Injectable()
export class Outbound {
  constructor(
    private readonly areas: SettingAreas,
    @Inject(CONFIG) private readonly config: Pick<Config, 'outboundLoopback'>,
    @Inject(DATABASE_URLS) private readonly database: DatabaseUrls,
  ) {}

  /**
   * Where a connection to `host:port` may go, for protocols other than HTTP.
   * @throws OutboundError `badAddress`, `unknownHost`, `notAllowed`, `timeout`
   */
  async target(host: string, port: number, timeoutMs = USUAL_TIMEOUT_MS): Promise<OutboundTarget> {
    const name = host
      .trim()
      .toLowerCase()
      .replace(/\.$/, '')
      .replace(/^\[(.*)\]$/, '$1');
    const place = `${isIP(name) === 6 ? `[${name}]` : name}:${port}`;
    if (!/^[a-z0-9._:-]{1,253}$/.test(name) || !Number.isInteger(port) || port < 1 || port > 65535)
      throw new OutboundError('badAddress', place);
    const addresses = await this.addressesOf(name, place, timeoutMs);
    const { values } = await this.areas.current(OUTBOUND_SETTINGS);
    const listed = values.allowed.includes(place);
    const open = addresses.every((address) => this.mayCall(address, listed));
    if (!open || (await this.isDatabase(addresses, port))) throw new OutboundError('notAllowed', place);
    return { host: name, port, address: addresses[0] as string, tls: tlsOf(name, values.authorities) };
  }

  /**
   * One HTTP request without redirects, cookies or connections kept open.
   * @throws OutboundError
   */
  async request(address: string | URL, request: OutboundRequest = {}): Promise<OutboundAnswer> {
    const { timeoutMs = USUAL_TIMEOUT_MS } = request;
    const url = readUrl(address);
    const began = performance.now();
    const target = await this.target(url.hostname, portOf(url), timeoutMs);
    const left = Math.max(1, Math.ceil(timeoutMs - (performance.now() - began)));
    try {
      return await send(url, target, request, AbortSignal.timeout(left));
    } catch (error) {
      throw outboundError(error, url.host);
    }
  }

  private async addressesOf(host: string, place: string, timeoutMs: number): Promise<readonly string[]> {
    if (isIP(host) !== 0) return [host];
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new OutboundError('timeout', place)), timeoutMs);
    });
    try {
      const found = await Promise.race([resolver.lookup(host), late]);
      if (found.length === 0) throw new OutboundError('unknownHost', place);
      return found;
    } catch (error) {
      throw error instanceof OutboundError ? error : new OutboundError('unknownHost', place, error);
    } finally {
      clearTimeout(timer);
    }
  }

  private mayCall(address: string, listed: boolean): boolean {
    const kind = addressKind(address);
    if (kind === 'public') return true;
    return listed && (kind === 'internal' || (kind === 'loopback' && this.config.outboundLoopback));
  }

  private async isDatabase(addresses: readonly string[], port: number): Promise<boolean> {
    const { hostname, port: own } = new URL(this.database.appUrl);
    if (port !== Number(own || 5432)) return false;
    const host = hostname.replace(/^\[(.*)\]$/, '$1');
    const its = isIP(host) !== 0 ? [host] : await resolver.lookup(host).catch(() => []);
    const itself = its.some((address) => addressKind(address) === 'loopback');
    return addresses.some((address) => its.includes(address) || (itself && addressKind(address) === 'loopback'));
  }
}

/** A name is checked against the certificate; an address has none to be asked for, and is checked as itself. */
function tlsOf(host: string, authorities: string): OutboundTarget['tls'] {
  return {
    ...(isIP(host) === 0 && { servername: host }),
    ...(authorities !== '' && { ca: [...rootCertificates, authorities] }),
  };
}

/** @throws OutboundError `badAddress` for anything but http and https, or with a name and password in it */
function readUrl(address: string | URL): URL {
  const url = URL.parse(String(address));
  const fine = url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  if (!fine) throw new OutboundError('badAddress', String(address).slice(0, 200));
  return url;
}

function portOf(url: URL): number {
  return Number(url.port || (url.protocol === 'https:' ? 443 : 80));
}

function send(
  url: URL,
  target: OutboundTarget,
  request: OutboundRequest,
  signal: AbortSignal,
): Promise<OutboundAnswer> {
  const { method = 'GET', headers = {}, body, maxBytes = USUAL_BYTES } = request;
  const client = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const sent = client.request(
      {
        host: target.address,
        port: target.port,
        path: url.pathname + url.search,
        method,
        headers: {
          ...headers,
          host: url.host,
          ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
        },
        agent: false,
        signal,
        ...target.tls,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        let size = 0;
        answer.on('error', reject);
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > maxBytes) {
            reject(new OutboundError('tooLarge', url.host));
            sent.destroy();
          } else {
            chunks.push(chunk);
          }
        });
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
