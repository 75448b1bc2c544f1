import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, loadConfig } from './config.js';

function faultsOf(env: Record<string, string>): string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  it('needs nothing and listens on loopback only', () => {
    expect(loadConfig({}, '/srv/peyvand')).toEqual({
      nodeEnv: 'production',
      port: 3000,
      host: '127.0.0.1',
      dataDir: '/srv/peyvand/.data',
      adminPassword: undefined,
      databaseUrl: undefined,
      databaseAppUrl: undefined,
      logLevel: 'info',
      trustProxy: [],
      publicUrl: undefined,
      metricsToken: undefined,
      sealKey: undefined,
      outboundLoopback: false,
      rateLimits: { integration: 6_000, person: 60_000, address: 6_000 },
    });
  });

  it('reads an empty variable as one that is not set', () => {
    const config = loadConfig({ PORT: '', DATABASE_URL: '', PEYVAND_ADMIN_PASSWORD: '' });
    expect(config.port).toBe(3000);
    expect(config.databaseUrl).toBeUndefined();
    expect(config.adminPassword).toBeUndefined();
  });

  it('takes a relative data folder from the root and an absolute one as it is', () => {
    expect(loadConfig({ PEYVAND_DATA_DIR: 'x/y' }, '/srv').dataDir).toBe(resolve('/srv/x/y'));
    expect(loadConfig({ PEYVAND_DATA_DIR: '/var/lib/peyvand' }, '/srv').dataDir).toBe('/var/lib/peyvand');
  });

  it('takes a key of 32 bytes for sealing, and opens loopback only when told to', () => {
    const key = Buffer.alloc(32, 9);
    expect(loadConfig({ PEYVAND_SEAL_KEY: key.toString('base64') }).sealKey).toEqual(key);
    expect(faultsOf({ PEYVAND_SEAL_KEY: 'short', OUTBOUND_LOOPBACK: 'yes' })).toHaveLength(2);
    expect(loadConfig({ OUTBOUND_LOOPBACK: 'open' }).outboundLoopback).toBe(true);
  });

  it('lists every fault at once', () => {
    const faults = faultsOf({
      PORT: '70000',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://x/y',
      PEYVAND_ADMIN_PASSWORD: 'short',
      PUBLIC_URL: 'crm.example.ir',
      METRICS_TOKEN: 'x',
    });
    const names = faults.map((fault) => fault.split(':')[0]);
    expect(new Set(names)).toEqual(
      new Set(['PORT', 'LOG_LEVEL', 'DATABASE_URL', 'PEYVAND_ADMIN_PASSWORD', 'PUBLIC_URL', 'METRICS_TOKEN']),
    );
  });

  it.each(['3000x', '-1', '3.5', '65536'])('refuses the port %s', (port) => {
    expect(faultsOf({ PORT: port })).toHaveLength(1);
  });

  it('trusts exact proxies and blocks only', () => {
    expect(loadConfig({ TRUST_PROXY: '10.0.0.7, 192.168.0.0/16,::1' }).trustProxy).toEqual([
      '10.0.0.7',
      '192.168.0.0/16',
      '::1',
    ]);
  });

  it.each(['true', '*', '1', '0.0.0.0/0', '10.0.0.0/33', 'proxy.local'])('refuses to trust %s', (value) => {
    expect(faultsOf({ TRUST_PROXY: value })).toHaveLength(1);
  });

  it('never takes an application connection without its owner', () => {
    expect(faultsOf({ DATABASE_APP_URL: 'postgres://peyvand_app:x@db:5432/peyvand' })).toEqual([
      'DATABASE_APP_URL: needs DATABASE_URL beside it',
    ]);
  });

  it('never repeats a secret in the message', () => {
    const secret = 'mysql://boss:hunter2@db/x';
    expect(faultsOf({ DATABASE_URL: secret }).join()).not.toContain('hunter2');
  });
});
