import { types } from 'pg';
import { DataSource } from 'typeorm';
import { recordTypes } from '../records/record-type.js';

const TIMESTAMPTZ = 1184;
const DATE = 1082;

/** `2026-11-21 20:53:57.12+00` as the API writes it: `2026-11-21T20:53:57.120Z`. Sessions run in UTC. */
export function isoInstant(value: string): string {
  const fraction = /\.(\d{1,3})/.exec(value)?.[1] ?? '';
  return `${value.slice(0, 10)}T${value.slice(11, 19)}.${fraction.padEnd(3, '0')}Z`;
}

const parsers = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === TIMESTAMPTZ) return isoInstant;
    if (oid === DATE) return (value: string) => value;
    return types.getTypeParser(oid, format as 'text');
  },
};

/** The pool of the application role. Only the data door takes connections from it. */
export function createDataSource(appUrl: string): DataSource {
  return new DataSource({
    type: 'postgres',
    url: appUrl,
    entities: recordTypes.all().map((type) => type.entity as unknown as () => void),
    synchronize: false,
    migrationsRun: false,
    poolSize: 16,
    extra: {
      pipeline: true,
      types: parsers,
      application_name: 'peyvand',
      options: '-c timezone=UTC -c jit=off',
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
    },
  });
}
