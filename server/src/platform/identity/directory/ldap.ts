import net, { type Socket } from 'node:net';
import tls from 'node:tls';
import { Injectable } from '@nestjs/common';
import { Client, escapeFilter, type Entry } from 'ldapts';
import { Outbound } from '../../outbound/outbound.js';
import type { ExternalPerson } from '../external/external-users.js';
import { DirectoryError, directoryError } from './directory-error.js';
import type { DirectorySettings } from './directory-settings.js';

/** However many servers there are, a person waits no longer at the door. */
const PATIENCE_MS = 4_500;
const MOST_ENTRIES = 50_000;
const PAGE = 500;
/** `ACCOUNTDISABLE` of Active Directory. */
const AD_DISABLED = 2;

/** Settings with the password of whoever searches. */
export interface DirectoryAccess {
  readonly settings: DirectorySettings;
  readonly password: string | undefined;
}

/** A person of the directory, with the name under which they prove themselves. */
export interface DirectoryPerson extends ExternalPerson {
  readonly dn: string;
  readonly isDisabled: boolean;
}

/** One connection that has said who it is, and what can be asked on it. */
export interface DirectorySession {
  /** The one of this name; undefined when there is none, or more than one. */
  find(name: string): Promise<DirectoryPerson | undefined>;
  /** Everybody. */
  all(): Promise<DirectoryPerson[]>;
  /** Whether the password is theirs. The connection is theirs afterwards. */
  proves(person: DirectoryPerson, password: string): Promise<boolean>;
}

/** Talks to the directory. Every way in has an end: a server that hangs is left. */
@Injectable()
export class Ldap {
  constructor(private readonly outbound: Outbound) {}

  /** Works on the first server that answers. @throws DirectoryError of the last one */
  async with<T>(
    access: DirectoryAccess,
    work: (session: DirectorySession) => Promise<T>,
    patienceMs = PATIENCE_MS,
  ): Promise<T> {
    const { urls } = access.settings;
    let fault: DirectoryError | undefined;
    // The time is shared out, so that a second server has some of it as well.
    for (const url of urls) {
      try {
        return await this.on(url, access, work, patienceMs / urls.length);
      } catch (error) {
        fault = directoryError(error, url);
        if (!fault.isOfServer) break;
      }
    }
    throw fault ?? new DirectoryError('directory.off', '', '');
  }

  private async on<T>(
    url: string,
    access: DirectoryAccess,
    work: (session: DirectorySession) => Promise<T>,
    patienceMs: number,
  ): Promise<T> {
    const sockets: Socket[] = [];
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new DirectoryError('outbound.timeout', url, 'no answer in time')), patienceMs);
    });
    const talk = this.open(url, access, sockets, patienceMs).then(work);
    try {
      return await Promise.race([talk, late]);
    } finally {
      clearTimeout(timer);
      talk.catch(() => undefined);
      for (const socket of sockets) socket.destroy();
    }
  }

  private async open(
    address: string,
    { settings, password }: DirectoryAccess,
    sockets: Socket[],
    patienceMs: number,
  ): Promise<DirectorySession> {
    const url = new URL(address);
    const isSecure = url.protocol === 'ldaps:';
    const target = await this.outbound.target(url.hostname, Number(url.port || (isSecure ? 636 : 389)), patienceMs);
    const keep = <S extends Socket>(socket: S): S => {
      sockets.push(socket);
      return socket;
    };
    const host = target.address.includes(':') ? `[${target.address}]` : target.address;
    const client = new Client({
      url: `${url.protocol}//${host}:${target.port}`,
      timeout: patienceMs,
      connectTimeout: patienceMs,
      strictDN: false,
      ...(isSecure && { tlsOptions: target.tls }),
      createConnection: ((...args: Parameters<typeof net.connect>) => keep(net.connect(...args))) as typeof net.connect,
      createSecureConnection: ((...args: Parameters<typeof tls.connect>) =>
        keep(tls.connect(...args))) as typeof tls.connect,
    });
    if (!isSecure && settings.startTls) await encrypt(client, target.tls, address);
    if (settings.bindDn !== '') await client.bind(settings.bindDn, password ?? '');
    return new Session(client, settings);
  }
}

async function encrypt(client: Client, options: tls.ConnectionOptions, place: string): Promise<void> {
  try {
    await client.startTLS(options);
  } catch (error) {
    const fault = directoryError(error, place);
    throw fault.code.startsWith('outbound.') && fault.code !== 'outbound.failed'
      ? fault
      : new DirectoryError('directory.noEncryption', place, fault.detail, error);
  }
}

class Session implements DirectorySession {
  constructor(
    private readonly client: Client,
    private readonly settings: DirectorySettings,
  ) {}

  async find(name: string): Promise<DirectoryPerson | undefined> {
    const filter = this.settings.filter.replaceAll('{name}', () => escapeFilter`${name}`);
    const { searchEntries } = await this.client.search(this.settings.base, { ...this.asked(), filter, sizeLimit: 3 });
    const [entry, ...more] = searchEntries;
    return entry && more.length === 0 ? this.person(entry) : undefined;
  }

  async all(): Promise<DirectoryPerson[]> {
    const filter = this.settings.filter.replaceAll('{name}', '*');
    const people: DirectoryPerson[] = [];
    const pages = this.client.searchPaginated(this.settings.base, {
      ...this.asked(),
      filter,
      paged: { pageSize: PAGE },
    });
    for await (const { searchEntries } of pages)
      for (const entry of searchEntries) {
        const person = await this.person(entry);
        if (person) people.push(person);
        if (people.length > MOST_ENTRIES) throw new DirectoryError('directory.tooMany', '', String(MOST_ENTRIES));
      }
    return people;
  }

  async proves({ dn }: DirectoryPerson, password: string): Promise<boolean> {
    // A name without a password would be an anonymous connection, and prove nothing.
    if (password === '') return false;
    try {
      await this.client.bind(dn, password);
      return true;
    } catch (error) {
      const fault = directoryError(error, dn);
      if (fault.code === 'directory.bindRefused') return false;
      throw fault;
    }
  }

  private asked() {
    const s = this.settings;
    const names = [s.idAttribute, s.usernameAttribute, s.fullNameAttribute, s.emailAttribute, s.mobileAttribute];
    const more = [s.jobTitleAttribute, s.groupsAttribute, s.orgUnitAttribute, 'userAccountControl'];
    return {
      scope: 'sub' as const,
      attributes: [...names, ...more].filter((name) => name !== ''),
      explicitBufferAttributes: [s.idAttribute],
    };
  }

  private async person(entry: Entry): Promise<DirectoryPerson | undefined> {
    const s = this.settings;
    const one = (name: string): string | null =>
      (name === '' ? null : (textsOf(entry[name])[0]?.trim() ?? null)) || null;
    const [username, fullName] = [one(s.usernameAttribute), one(s.fullNameAttribute)];
    const subject = subjectOf(entry[s.idAttribute]) ?? entry.dn.toLowerCase();
    if (!username) return undefined;
    return {
      dn: entry.dn,
      subject,
      username,
      fullName: fullName ?? username,
      email: one(s.emailAttribute),
      mobile: one(s.mobileAttribute),
      jobTitle: one(s.jobTitleAttribute),
      orgUnit: one(s.orgUnitAttribute),
      groups: await this.groupsOf(entry),
      isDisabled: (Number(one('userAccountControl') ?? 0) & AD_DISABLED) !== 0,
    };
  }

  private async groupsOf(entry: Entry): Promise<string[]> {
    const { groupsAttribute, groupBase, groupFilter, groupRoles } = this.settings;
    const told = groupsAttribute === '' ? [] : textsOf(entry[groupsAttribute]);
    if (groupBase === '' || groupRoles.length === 0) return told;
    const filter = groupFilter.replaceAll('{dn}', () => escapeFilter`${entry.dn}`);
    const { searchEntries } = await this.client.search(groupBase, { scope: 'sub', filter, attributes: ['1.1'] });
    return [...told, ...searchEntries.map(({ dn }) => dn)];
  }
}

type Value = Entry[string] | undefined;

function textsOf(value: Value): string[] {
  const values = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return values.map((each) => (Buffer.isBuffer(each) ? each.toString('utf8') : String(each)));
}

/** An id as text; Active Directory gives 16 bytes that are none. */
function subjectOf(value: Value): string | undefined {
  const first = Array.isArray(value) ? value[0] : value;
  if (first === undefined || first.length === 0) return undefined;
  if (!Buffer.isBuffer(first)) return first;
  const text = first.toString('utf8');
  return /^[\x20-\x7e]+$/.test(text) ? text : first.toString('hex');
}
