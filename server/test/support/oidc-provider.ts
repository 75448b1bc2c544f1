import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** What the provider says of whoever signs in there next. */
export interface ProviderPerson {
  readonly sub: string;
  readonly preferred_username?: string;
  readonly name?: string;
  readonly email?: string;
  readonly groups?: readonly string[];
}

export const CLIENT_ID = 'peyvand';
export const CLIENT_SECRET = 'a-secret-between-the-two-of-them';

/** A real OpenID provider whose sign-in screen lets the next person in at once. */
export class TestProvider {
  /** Who signs in next. */
  person: ProviderPerson = { sub: 'nobody' };
  /** Set to make every request of the product fail. */
  isAway = false;

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
  ) {}

  static async open(redirectUri: () => string): Promise<TestProvider> {
    let handle: (request: IncomingMessage, reply: ServerResponse) => void = (_, reply) => reply.end();
    const server = createServer((request, reply) => handle(request, reply));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const made = new TestProvider(server, issuer);
    let provider: Provider | undefined;
    // The redirect address is known only when the product listens.
    const ready = (): Provider => {
      provider ??= new Provider(issuer, {
        clients: [
          {
            client_id: CLIENT_ID,
            client_secret: CLIENT_SECRET,
            redirect_uris: [redirectUri()],
            grant_types: ['authorization_code'],
            response_types: ['code'],
          },
        ],
        claims: { openid: ['sub'], profile: ['preferred_username', 'name', 'groups'], email: ['email'] },
        conformIdTokenClaims: false,
        pkce: { required: () => true },
        features: { devInteractions: { enabled: false } },
        interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
        findAccount: (_, sub) => ({ accountId: sub, claims: async () => ({ ...made.person, sub }) as never }),
        cookies: { keys: ['test'] },
      });
      return provider;
    };
    handle = (request, reply) => {
      if (made.isAway) {
        reply.writeHead(500).end();
        return;
      }
      if (request.url?.startsWith('/interaction/')) void made.letIn(ready(), request, reply);
      else void ready().callback()(request, reply);
    };
    return made;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** Answers both questions of the provider, who it is and whether they agree. */
  private async letIn(provider: Provider, request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const { prompt, params, session } = await provider.interactionDetails(request, reply);
    if (prompt.name === 'login')
      return provider.interactionFinished(request, reply, { login: { accountId: this.person.sub } });
    const grant = new provider.Grant({ accountId: session?.accountId as string, clientId: params.client_id as string });
    grant.addOIDCScope('openid profile email');
    return provider.interactionFinished(request, reply, { consent: { grantId: await grant.save() } });
  }
}

/** A browser as far as a sign-in at a provider needs one: it follows redirects and keeps cookies for each host. */
export class TripBrowser {
  private readonly jars = new Map<string, Map<string, string>>();

  /** Follows redirects from `start` until `isEnd` says so; gives the last answer and its address. */
  async go(start: string, isEnd: (url: URL) => boolean): Promise<{ url: URL; cookies: string[] }> {
    let url = new URL(start);
    let cookies: string[] = [];
    for (let step = 0; step < 20; step += 1) {
      if (isEnd(url)) return { url, cookies };
      const jar = this.jars.get(url.host) ?? new Map<string, string>();
      this.jars.set(url.host, jar);
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(url, { redirect: 'manual', headers: cookie ? { cookie } : {} });
      cookies = answer.headers.getSetCookie();
      for (const text of cookies) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
        if (value === '') jar.delete(name);
        else jar.set(name, value);
      }
      await answer.arrayBuffer();
      const location = answer.headers.get('location');
      if (!location) throw new Error(`no redirect from ${url}: ${answer.status}`);
      url = new URL(location, url);
    }
    throw new Error('a circle of redirects');
  }

  /** The cookies for a host. */
  jar(host: string): ReadonlyMap<string, string> {
    return this.jars.get(host) ?? new Map();
  }
}
