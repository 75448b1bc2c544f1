import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { readKey } from '../secrets/key-file.js';

/** An unset variable and an empty one mean the same: `PORT=` in a settings file is "not set". */
const optionalText = z.string().trim().min(1).optional();

const postgresUrl = optionalText.refine((value) => value === undefined || isPostgresUrl(value), {
  message: 'must look like postgres://user:password@host:5432/database',
});

const httpUrl = optionalText.refine((value) => value === undefined || isHttpUrl(value), {
  message: 'must be a full address such as https://crm.example.ir',
});

/**
 * Exact proxies only. "Trust everyone" and hop counts are refused on purpose: with them a client can write its own
 * address into X-Forwarded-For and dodge every limit that is kept per address.
 */
const proxyList = z
  .string()
  .default('')
  .transform((value) => value.split(',').map((part) => part.trim()))
  .transform((parts) => parts.filter((part) => part !== ''))
  .superRefine((parts, context) => {
    for (const part of parts) {
      if (!isAddressOrBlock(part)) {
        context.addIssue({ code: 'custom', message: `"${part}" is not an IP address or a block such as 10.0.0.0/8` });
      }
    }
  });

const wholeNumber = (message: string) => z.string().regex(/^\d+$/, message).transform(Number);

const perMinute = (usual: number) =>
  wholeNumber('must be a whole number of requests a minute; 0 means no limit').default(usual);

const environmentSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  PORT: wholeNumber('must be a whole number from 0 to 65535')
    .refine((port) => port <= 65535, { message: 'must be a whole number from 0 to 65535' })
    .default(3000),
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  PEYVAND_DATA_DIR: z.string().trim().min(1).default('.data'),
  PEYVAND_ADMIN_PASSWORD: z.string().min(8, 'must have at least 8 characters').optional(),
  DATABASE_URL: postgresUrl,
  DATABASE_APP_URL: postgresUrl,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  TRUST_PROXY: proxyList,
  PUBLIC_URL: httpUrl,
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  PEYVAND_SEAL_KEY: optionalText
    .refine((value) => value === undefined || readKey(value) !== undefined, {
      message: 'must be 32 bytes in base64url, such as `openssl rand -base64 32 | tr +/ -_` prints',
    })
    .transform((value) => (value === undefined ? undefined : readKey(value))),
  OUTBOUND_LOOPBACK: z.enum(['closed', 'open']).default('closed'),
  RATE_LIMIT_INTEGRATION: perMinute(6_000),
  RATE_LIMIT_PERSON: perMinute(60_000),
  RATE_LIMIT_ADDRESS: perMinute(6_000),
});

/** Everything the product reads from its surroundings, checked once at start. */
export interface Config {
  nodeEnv: 'development' | 'test' | 'production';
  /** TCP port of the API and the screens; 0 lets the system choose a free one. */
  port: number;
  /** Address to listen on; loopback unless told otherwise. */
  host: string;
  /** Absolute folder of the embedded database, uploaded files and generated secrets. */
  dataDir: string;
  /** Password of the user `admin` at the first run; generated and printed once when absent. */
  adminPassword: string | undefined;
  /** Connection of the role that owns the schema on an external Postgres; absent means the embedded one. */
  databaseUrl: string | undefined;
  /** Connection of the restricted application role on an external Postgres. */
  databaseAppUrl: string | undefined;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** Addresses or blocks whose X-Forwarded-* headers are believed. */
  trustProxy: string[];
  /** Address people type in the browser; used in links and cookies. */
  publicUrl: string | undefined;
  /** Bearer token that `/metrics` asks of callers. */
  metricsToken: string | undefined;
  /** Key that seals secrets in the database; a file in the data folder when absent. */
  sealKey: Buffer | undefined;
  /** Whether outbound calls may reach this machine itself, where the allow-list names the place. */
  outboundLoopback: boolean;
  /** Requests a minute of one integration, one person, and one address without a valid identity; 0 means no limit. */
  rateLimits: { readonly integration: number; readonly person: number; readonly address: number };
}

/** Thrown by {@link loadConfig}; `faults` has one readable line per wrong setting. */
export class ConfigError extends Error {
  constructor(readonly faults: string[]) {
    super(
      `Settings are not right:\n${faults.map((fault) => `  - ${fault}`).join('\n')}\nSee docs/operations/settings.md`,
    );
    this.name = 'ConfigError';
  }
}

/**
 * Reads the settings from environment variables.
 *
 * @param env variables, usually {@link readEnvironment}
 * @param root folder that a relative `PEYVAND_DATA_DIR` starts from
 * @throws ConfigError naming every fault at once
 */
export function loadConfig(env: Record<string, string | undefined>, root: string = process.cwd()): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environmentSchema.safeParse(given);
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (given.DATABASE_APP_URL !== undefined && given.DATABASE_URL === undefined) {
    faults.push('DATABASE_APP_URL: needs DATABASE_URL beside it');
  }
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);

  const values = parsed.data;
  return {
    nodeEnv: values.NODE_ENV,
    port: values.PORT,
    host: values.HOST,
    dataDir: resolve(root, values.PEYVAND_DATA_DIR),
    adminPassword: values.PEYVAND_ADMIN_PASSWORD,
    databaseUrl: values.DATABASE_URL,
    databaseAppUrl: values.DATABASE_APP_URL,
    logLevel: values.LOG_LEVEL,
    trustProxy: values.TRUST_PROXY,
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, ''),
    metricsToken: values.METRICS_TOKEN,
    sealKey: values.PEYVAND_SEAL_KEY,
    outboundLoopback: values.OUTBOUND_LOOPBACK === 'open',
    rateLimits: {
      integration: values.RATE_LIMIT_INTEGRATION,
      person: values.RATE_LIMIT_PERSON,
      address: values.RATE_LIMIT_ADDRESS,
    },
  };
}

function isPostgresUrl(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.hostname !== '' && url.pathname.length > 1;
}

function isHttpUrl(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '';
}

function isAddressOrBlock(value: string): boolean {
  const [address = '', bits, ...rest] = value.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  if (bits === undefined) return true;
  // A block of zero bits would again mean "everyone".
  return /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128);
}
