import { totalmem } from 'node:os';

/** Postgres settings by name; values are written quoted. */
export type PostgresSettings = Record<string, string>;

const MEBIBYTE = 1024 * 1024;

/** Settings of the embedded server: sound for a 2-core machine shared with the application, scaled down on a small one. */
export function productSettings(): PostgresSettings {
  const memoryMb = Math.floor(totalmem() / MEBIBYTE);
  return {
    ...commonSettings(),
    shared_buffers: `${Math.min(512, Math.max(128, Math.floor(memoryMb / 8)))}MB`,
    effective_cache_size: `${Math.max(512, Math.floor(memoryMb / 2))}MB`,
    work_mem: '16MB',
    maintenance_work_mem: `${Math.min(256, Math.max(64, Math.floor(memoryMb / 16)))}MB`,
    max_wal_size: '2GB',
    min_wal_size: '128MB',
    checkpoint_completion_target: '0.9',
    // An acknowledged write must survive a power cut.
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    logging_collector: 'on',
    log_directory: 'log',
    log_filename: 'postgresql-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_min_duration_statement: '2s',
  };
}

/** Settings of a throw-away cluster for tests: fast, small, and never meant to survive a crash of the machine. */
export function testSettings(): PostgresSettings {
  return {
    ...commonSettings(),
    shared_buffers: '128MB',
    work_mem: '16MB',
    maintenance_work_mem: '64MB',
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    autovacuum_naptime: '5s',
    max_wal_size: '512MB',
  };
}

function commonSettings(): PostgresSettings {
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    max_connections: '100',
    jit: 'off',
    wal_compression: 'on',
    random_page_cost: '1.1',
    effective_io_concurrency: '64',
    timezone: 'UTC',
    log_timezone: 'UTC',
    idle_in_transaction_session_timeout: '2min',
  };
}

/** The text of a Postgres configuration file. */
export function settingsFile(settings: PostgresSettings): string {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
  return [
    '# Written by Peyvand at every start. Put your own values into peyvand.local.conf beside this file.',
    ...lines,
    "include_if_exists = 'peyvand.local.conf'",
    '',
  ].join('\n');
}
