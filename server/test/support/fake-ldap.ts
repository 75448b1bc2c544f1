import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { BerReader, BerWriter } from 'ldapts';
import { TEST_TLS } from './smtp-sink.js';

type Attributes = Readonly<Record<string, readonly string[]>>;

const STARTTLS = '1.3.6.1.4.1.1466.20037';
/** Tags of the protocol (RFC 4511, section 4). */
const BIND = 0x60;
const UNBIND = 0x42;
const SEARCH = 0x63;
const EXTENDED = 0x77;
const RESULTS = { ok: 0, noObject: 32, invalidCredentials: 49, noRight: 50 } as const;

/** A directory in memory that speaks LDAP: bind, search, StartTLS. */
export class FakeLdapServer {
  private readonly entries = new Map<string, { readonly dn: string; readonly attributes: Attributes }>();
  private readonly sockets = new Set<Socket>();
  private readonly server: Server = createServer((socket) => this.serve(socket));

  put(dn: string, attributes: Attributes): void {
    this.entries.set(dn.toLowerCase(), { dn, attributes });
  }

  drop(dn: string): void {
    this.entries.delete(dn.toLowerCase());
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(raw: Socket): void {
    let user = '';
    let pending = Buffer.alloc(0);
    const attach = (socket: Socket): void => {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('data', (data: Buffer) => {
        pending = Buffer.concat([pending, data]);
        for (let size = sizeOf(pending); size !== undefined && size <= pending.length; size = sizeOf(pending)) {
          const message = pending.subarray(0, size);
          pending = pending.subarray(size);
          const reader = new BerReader(message);
          reader.readSequence();
          const id = reader.readInt() as number;
          const tag = reader.readSequence() as number;
          if (tag === BIND) {
            const [code, name] = this.bind(reader);
            user = code === RESULTS.ok ? name : '';
            socket.write(result(id, 0x61, code));
          } else if (tag === SEARCH) {
            this.search(id, reader, user, socket);
          } else if (tag === EXTENDED) {
            const isTls = reader.readString(0x80) === STARTTLS;
            socket.write(result(id, 0x78, isTls ? RESULTS.ok : 2));
            if (isTls) {
              socket.removeAllListeners('data');
              attach(new TLSSocket(socket, { isServer: true, ...TEST_TLS }));
              return;
            }
          } else if (tag === UNBIND) {
            socket.end();
          }
        }
      });
    };
    attach(raw);
  }

  private bind(reader: BerReader): [code: number, name: string] {
    reader.readInt();
    const name = reader.readString() ?? '';
    const password = reader.readString(0x80) ?? '';
    const kept = this.entries.get(name.toLowerCase())?.attributes.userPassword?.[0];
    if (name === '' && password === '') return [RESULTS.ok, ''];
    return kept !== undefined && kept === password ? [RESULTS.ok, name] : [RESULTS.invalidCredentials, ''];
  }

  private search(id: number, reader: BerReader, user: string, socket: Socket): void {
    const base = (reader.readString() ?? '').toLowerCase();
    for (let i = 0; i < 2; i += 1) reader.readEnumeration();
    for (let i = 0; i < 2; i += 1) reader.readInt();
    reader.readBoolean();
    const matches = filterOf(reader);
    reader.readSequence();
    const wanted: string[] = [];
    const end = reader.offset + reader.length;
    while (reader.offset < end) wanted.push((reader.readString() ?? '').toLowerCase());
    if (user === '') return void socket.write(result(id, 0x65, RESULTS.noRight));
    if (![...this.entries.keys()].some((dn) => dn === base || dn.endsWith(`,${base}`)))
      return void socket.write(result(id, 0x65, RESULTS.noObject));
    for (const [key, { dn, attributes }] of this.entries)
      if ((key === base || key.endsWith(`,${base}`)) && matches(attributes))
        socket.write(entry(id, dn, attributes, wanted));
    socket.write(result(id, 0x65, RESULTS.ok));
  }
}

/** Bytes of the first message; undefined when its head has not come in whole. */
function sizeOf(bytes: Buffer): number | undefined {
  const first = bytes[1];
  if (first === undefined) return undefined;
  if (first < 0x80) return 2 + first;
  const count = first & 0x7f;
  return bytes.length < 2 + count ? undefined : 2 + count + bytes.readUIntBE(2, count);
}

function result(id: number, tag: number, code: number): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(id);
  writer.startSequence(tag);
  writer.writeEnumeration(code);
  writer.writeString('');
  writer.writeString('');
  writer.endSequence();
  writer.endSequence();
  return writer.buffer;
}

function entry(id: number, dn: string, attributes: Attributes, wanted: readonly string[]): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(id);
  writer.startSequence(0x64);
  writer.writeString(dn);
  writer.startSequence();
  for (const [name, values] of Object.entries(attributes)) {
    if (name === 'userPassword' || (wanted.length > 0 && !wanted.includes(name.toLowerCase()))) continue;
    writer.startSequence();
    writer.writeString(name);
    writer.startSequence(0x31);
    for (const value of values) writer.writeString(value);
    writer.endSequence();
    writer.endSequence();
  }
  writer.endSequence();
  writer.endSequence();
  writer.endSequence();
  return writer.buffer;
}

type Matches = (attributes: Attributes) => boolean;

const valuesOf = (attributes: Attributes, name: string): string[] =>
  Object.entries(attributes).flatMap(([key, values]) =>
    key.toLowerCase() === name.toLowerCase() ? values.map((value) => value.toLowerCase()) : [],
  );

/** The parts of the filter language that the product uses: and, or, not, equal, present. */
function filterOf(reader: BerReader): Matches {
  const tag = reader.readByte(true);
  if (tag === 0x87) {
    const name = reader.readString(0x87) ?? '';
    return (attributes) => name.toLowerCase() === 'objectclass' || valuesOf(attributes, name).length > 0;
  }
  reader.readSequence();
  const end = reader.offset + reader.length;
  if (tag === 0xa3) {
    const [name, value] = [reader.readString() ?? '', (reader.readString() ?? '').toLowerCase()];
    if (name.toLowerCase() === 'objectclass' && value === 'person')
      return (attributes) => valuesOf(attributes, 'uid').length > 0;
    return (attributes) => valuesOf(attributes, name).includes(value);
  }
  const parts: Matches[] = [];
  while (reader.offset < end) parts.push(filterOf(reader));
  if (tag === 0xa0) return (attributes) => parts.every((part) => part(attributes));
  if (tag === 0xa1) return (attributes) => parts.some((part) => part(attributes));
  if (tag === 0xa2) return (attributes) => !parts[0]?.(attributes);
  throw new Error(`filter ${tag}`);
}
