import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'ldapts';
import { FakeLdapServer } from './fake-ldap.js';

const BASE = 'dc=arman,dc=lan';
export const SERVICE_DN = `cn=crm,ou=services,${BASE}`;
export const SERVICE_PASSWORD = 'راز-جست‌وجو';
const ROOT_DN = `cn=root,${BASE}`;

/** Somebody in a test directory. */
export interface Member {
  readonly uid: string;
  readonly cn: string;
  readonly mail?: string;
  readonly password: string;
  readonly ou?: string;
}

export const MEMBERS: readonly Member[] = [
  { uid: 'sara.moradi', cn: 'سارا مرادی', mail: 'sara@arman.ir', password: 'گذر سارا ۱۲۳', ou: 'شعبهٔ تبریز' },
  { uid: 'ali.ahmadi', cn: 'علی احمدی', mail: 'ali@arman.ir', password: 'ali-secret-1' },
  { uid: 'reza.karimi', cn: 'رضا کریمی', password: 'reza-secret-1' },
  { uid: 'admin', cn: 'کسی دیگر', password: 'directory-admin-1' },
];

/** A directory of its own: people, the group `sales` with Sara in it, and an account that may search. */
export interface TestDirectory {
  readonly kind: 'slapd' | 'in-process';
  readonly port: number;
  readonly base: string;
  readonly groupBase: string;
  readonly sales: string;
  /** Adds or takes away somebody. */
  put(member: Member): Promise<void>;
  drop(uid: string): Promise<void>;
  /** Who is in the group. */
  setSales(uids: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export const dnOf = (uid: string): string => `uid=${uid},ou=staff,${BASE}`;
const place = { base: `ou=staff,${BASE}`, groupBase: `ou=groups,${BASE}`, sales: `cn=sales,ou=groups,${BASE}` };

const SLAPD = ['/usr/sbin/slapd', '/usr/lib/openldap/slapd'].find((path) => existsSync(path));
/** Whether the machine has Debian's server; where it has none, the in-process one stands for it. */
export const hasSlapd = SLAPD !== undefined;

function attributesOf({ uid, cn, mail, password, ou }: Member): Record<string, string[]> {
  return {
    objectClass: ['inetOrgPerson'],
    uid: [uid],
    cn: [cn],
    sn: [cn],
    userPassword: [password],
    ...(mail && { mail: [mail] }),
    ...(ou && { ou: [ou] }),
  };
}

/** A directory inside of this process, which speaks the protocol and nothing more. */
export async function inProcessDirectory(): Promise<TestDirectory> {
  const server = new FakeLdapServer();
  server.put(SERVICE_DN, { objectClass: ['organizationalRole'], cn: ['crm'], userPassword: [SERVICE_PASSWORD] });
  server.put(place.base, { objectClass: ['organizationalUnit'] });
  const put = async (member: Member) =>
    server.put(dnOf(member.uid), { ...attributesOf(member), entryUUID: [`uuid-of-${member.uid}`] });
  const setSales = async (uids: readonly string[]) =>
    server.put(place.sales, { objectClass: ['groupOfNames'], member: uids.map(dnOf) });
  for (const member of MEMBERS) await put(member);
  await setSales(['sara.moradi']);
  return {
    kind: 'in-process',
    port: await server.listen(),
    ...place,
    put,
    setSales,
    drop: async (uid) => server.drop(dnOf(uid)),
    close: () => server.close(),
  };
}

/** Debian's slapd in a folder and on a port of its own. */
export async function slapdDirectory(): Promise<TestDirectory> {
  const folder = mkdtempSync(join(tmpdir(), 'peyvand-slapd-'));
  mkdirSync(join(folder, 'data'));
  const tls = (name: string) => fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));
  const config = join(folder, 'slapd.conf');
  writeFileSync(
    config,
    `include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${folder}/slapd.pid
TLSCertificateFile ${tls('server.pem')}
TLSCertificateKeyFile ${tls('server.key')}
TLSCACertificateFile ${tls('ca.pem')}
database mdb
maxsize 10485760
directory ${folder}/data
suffix "${BASE}"
rootdn "${ROOT_DN}"
rootpw root
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="${SERVICE_DN}" read by self read by * none
`,
  );
  const data = join(folder, 'data.ldif');
  writeFileSync(data, ldif());
  execFileSync('/usr/sbin/slapadd', ['-f', config, '-l', data], { stdio: 'pipe' });
  const port = await freePort();
  const process_ = spawn(SLAPD as string, ['-f', config, '-h', `ldap://127.0.0.1:${port}`, '-d', '0'], {
    stdio: 'ignore',
  });
  await opened(port, process_);
  const asRoot = async (work: (client: Client) => Promise<void>): Promise<void> => {
    const client = new Client({ url: `ldap://127.0.0.1:${port}` });
    await client.bind(ROOT_DN, 'root');
    await work(client);
    await client.unbind();
  };
  return {
    kind: 'slapd',
    port,
    ...place,
    put: (member) => asRoot((client) => client.add(dnOf(member.uid), attributesOf(member))),
    drop: (uid) => asRoot((client) => client.del(dnOf(uid))),
    setSales: (uids) =>
      asRoot(async (client) => {
        await client.del(place.sales);
        await client.add(place.sales, { objectClass: ['groupOfNames'], cn: ['sales'], member: uids.map(dnOf) });
      }),
    close: async () => {
      const gone = new Promise((resolve) => process_.once('exit', resolve));
      process_.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function ldif(): string {
  const entry = (dn: string, attributes: Record<string, string[]>) =>
    [
      `dn:: ${Buffer.from(dn).toString('base64')}`,
      ...Object.entries(attributes).flatMap(([name, values]) =>
        values.map((value) => `${name}:: ${Buffer.from(value).toString('base64')}`),
      ),
    ].join('\n');
  const unit = (name: string) => entry(`ou=${name},${BASE}`, { objectClass: ['organizationalUnit'], ou: [name] });
  return [
    entry(BASE, { objectClass: ['dcObject', 'organization'], dc: ['arman'], o: ['آرمان'] }),
    unit('services'),
    unit('staff'),
    unit('groups'),
    entry(SERVICE_DN, {
      objectClass: ['organizationalRole', 'simpleSecurityObject'],
      cn: ['crm'],
      userPassword: [SERVICE_PASSWORD],
    }),
    ...MEMBERS.map((member) => entry(dnOf(member.uid), attributesOf(member))),
    entry(place.sales, { objectClass: ['groupOfNames'], cn: ['sales'], member: [dnOf('sara.moradi')] }),
  ].join('\n\n');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until the server takes connections. @throws when it ends instead */
async function opened(port: number, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`slapd ended with ${server.exitCode}`);
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
