import { Injectable } from '@nestjs/common';
import { clock } from '../../context/clock.js';
import { DataDoor } from '../../database/data-door.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { type Fault, Problem } from '../../errors/problem.js';
import { SealBroken, SecretBox } from '../../secrets/secret-box.js';
import { faultsOf } from './area-faults.js';
import type { SettingArea } from './setting-area.js';

const MOST_SECRET = 4_000;

/** An area as it is in force, for the server itself. */
export interface AreaState<T, S extends string> {
  readonly version: number;
  readonly values: T;
  /** Which secrets are set. */
  readonly has: Readonly<Record<S, boolean>>;
  /** Reads a secret; undefined when it is not set. @throws SealBroken */
  secret(name: S): string | undefined;
}

/** An area as its administrators see it. */
export interface AreaView {
  readonly version: number;
  readonly values: object;
  /** Which secrets are set; they are never told. */
  readonly secrets: Readonly<Record<string, boolean>>;
}

interface Stored {
  readonly value: object;
  readonly secrets: Record<string, string>;
  readonly version: number;
}

/** Keeps the areas of the set-up. Row-level security shows them to the server and to whoever may change settings. */
@Injectable()
export class SettingAreas {
  constructor(
    private readonly door: DataDoor,
    private readonly box: SecretBox,
  ) {}

  /** The area as it is now, for work of the server itself; joins no transaction. */
  current<T extends object, S extends string>(area: SettingArea<T, S>): Promise<AreaState<T, S>> {
    return this.door.asSystem(`settings: ${area.name}`, (uow) => this.read(uow, area));
  }

  /** The area as this transaction sees it; its defaults for who may not see it. */
  async read<T extends object, S extends string>(uow: UnitOfWork, area: SettingArea<T, S>): Promise<AreaState<T, S>> {
    const row = await uow.one<Stored>('select value, secrets, version from setting_areas where name = $1', [area.name]);
    const secrets = row?.secrets ?? {};
    return {
      version: row?.version ?? 0,
      values: area.schema.parse(row?.value ?? {}),
      has: Object.fromEntries(area.secrets.map((name) => [name, name in secrets])) as Record<S, boolean>,
      secret: (name) => {
        const sealed = secrets[name];
        return sealed === undefined ? undefined : this.box.unseal(purpose(area, name), sealed);
      },
    };
  }

  view<T extends object, S extends string>(area: SettingArea<T, S>): Promise<AreaView> {
    return this.door.read(async (uow) => viewOf(await this.read(uow, area)));
  }

  /**
   * Changes the named values and secrets of an area, as the caller. `check` may refuse the new state.
   * @throws Problem 400 with every fault, 412
   */
  change<T extends object, S extends string>(
    area: SettingArea<T, S>,
    body: unknown,
    ifMatch: number | undefined,
    check: (uow: UnitOfWork, values: T) => Promise<void>,
  ): Promise<AreaView> {
    return this.door.write(async (uow) => {
      await uow.query('select pg_advisory_xact_lock(hashtext($1))', [`settings/${area.name}`]);
      const before = await this.read(uow, area);
      if (ifMatch !== undefined && ifMatch !== before.version) throw Problem.stale(viewOf(before));
      const { values, secrets } = readBody(area, body, before.values);
      await check(uow, values);
      const kept = await uow.one<Stored>('select secrets from setting_areas where name = $1', [area.name]);
      await uow.execute(
        `insert into setting_areas as s (name, value, secrets, updated_at, updated_by) values ($1, $2, $3, $4, $5)
         on conflict (name) do update set value = excluded.value, secrets = excluded.secrets, version = s.version + 1,
           updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
        [
          area.name,
          JSON.stringify(values),
          JSON.stringify(this.sealed(area, { ...kept?.secrets }, secrets)),
          clock.now(),
          uow.principal.userId,
        ],
      );
      return viewOf(await this.read(uow, area));
    });
  }

  private sealed(
    area: SettingArea,
    kept: Record<string, string>,
    changes: ReadonlyMap<string, string | null>,
  ): Record<string, string> {
    for (const [name, text] of changes) {
      if (text === null) delete kept[name];
      else kept[name] = this.box.seal(purpose(area, name), text);
    }
    return kept;
  }
}

/** The values of an area in force, whoever acts; its secrets stay where they are. */
export async function areaValues<T extends object>(uow: UnitOfWork, area: SettingArea<T>): Promise<T> {
  const row = await uow.elevated(`settings: ${area.name}`, () =>
    uow.one<Stored>('select value from setting_areas where name = $1', [area.name]),
  );
  return area.schema.parse(row?.value ?? {});
}

/** A secret of an area, or the problem that says to enter it anew. @throws Problem 422 `setting.secretLost` */
export function secretOf<S extends string>(state: AreaState<unknown, S>, name: S): string | undefined {
  try {
    return state.secret(name);
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    throw new Problem(422, 'setting.secretLost', {
      faults: [{ path: name, code: 'setting.secretLost' }],
      cause: error,
    });
  }
}

function viewOf({ version, values, has }: AreaState<object, string>): AreaView {
  return { version, values, secrets: has };
}

function purpose(area: SettingArea, secret: string): string {
  return `settings/${area.name}/${secret}`;
}

/** @throws Problem 400 `body.invalid` with every fault */
function readBody<T extends object>(area: SettingArea<T>, body: unknown, before: T) {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw Problem.invalid('body.invalid', [{ path: '', code: 'body.notAnObject' }]);
  const faults: Fault[] = [];
  const secrets = new Map<string, string | null>();
  const plain: [string, unknown][] = [];
  for (const [name, value] of Object.entries(body)) {
    if (!area.secrets.includes(name)) plain.push([name, value]);
    else if (value === null || value === '') secrets.set(name, null);
    else if (typeof value !== 'string') faults.push({ path: name, code: 'field.notText' });
    else if (value.length > MOST_SECRET)
      faults.push({ path: name, code: 'field.tooLong', params: { max: MOST_SECRET } });
    else secrets.set(name, value);
  }
  const parsed = area.schema.safeParse({ ...before, ...Object.fromEntries(plain) });
  if (!parsed.success) faults.push(...faultsOf(parsed.error));
  if (faults.length > 0 || !parsed.success) throw Problem.invalid('body.invalid', faults);
  return { values: parsed.data, secrets };
}
