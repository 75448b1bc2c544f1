import { Injectable, Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { clock } from '../context/clock.js';
import { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import { SAMPLE_LOADER, type SampleLoader, type SampleProgress, type SampleSize } from './sample-loader.js';

/** Where the start of the company stands. */
export interface SetupState {
  /** `fresh`: nothing chosen yet. `loading`: the sample is on its way in or out. */
  readonly state: 'fresh' | 'loading' | 'ready';
  /** Rows done and rows in all, while this process is loading. */
  readonly progress?: { readonly done: number; readonly total: number };
  readonly sampleLoaded: boolean;
  /** The last load or removal broke off; it may be tried again, and what is left may be removed. */
  readonly failed: boolean;
}

interface Kept {
  readonly state: SetupState['state'];
  readonly sampleLoaded: boolean;
  readonly failed: boolean;
  /** Sign of life of the process that loads. */
  readonly beatAt?: string;
}

const KEY = 'setup';
const FRESH: Kept = { state: 'fresh', sampleLoaded: false, failed: false };
const BEAT_MS = 5_000;
/** Without a sign of life for so long, the process that loaded is gone. */
const DEAD_AFTER_MS = 30_000;

type Task = (loader: SampleLoader, progress: SampleProgress) => Promise<void>;

/** The first choice of a new installation, sample company or empty, and the way back from the sample. */
@Injectable()
export class SetupService {
  private readonly log = new Logger('Setup');
  private progress: { done: number; total: number } | undefined;

  constructor(
    private readonly door: DataDoor,
    private readonly modules: ModuleRef,
  ) {}

  state(): Promise<SetupState> {
    return this.door.asSystem('setup state', async (uow) => this.shown(await kept(uow)));
  }

  /** Starts without data. @throws Problem 409 while the sample is loading */
  startEmpty(): Promise<SetupState> {
    return this.door.asSystem('setup', async (uow) => {
      const now = await claimable(uow);
      return this.shown(await keep(uow, { ...now, state: 'ready', failed: false }));
    });
  }

  /** Loads the sample company and waits for the end. @throws Problem 409 when it is there or on its way, 503 without a loader */
  async loadSample(size: SampleSize, progress?: SampleProgress): Promise<void> {
    await (await this.claim(true, (loader, report) => loader.load(size, report)))(progress);
  }

  /** Begins to load the sample company, with work for the user. @throws Problem 409, 503 */
  async beginLoad(size: SampleSize, userId: string): Promise<SetupState> {
    this.inBackground(await this.claim(true, (loader, report) => loader.load(size, report, userId)));
    return this.state();
  }

  /** Begins to remove the sample company. @throws Problem 409 when there is none, 503 */
  async beginRemove(): Promise<SetupState> {
    this.inBackground(await this.claim(false, (loader, report) => loader.remove(report)));
    return this.state();
  }

  private inBackground(run: () => Promise<void>): void {
    run().catch((error: unknown) => this.log.error(`sample: ${error instanceof Error ? error.stack : String(error)}`));
  }

  /** Marks the work as begun, so that nobody else begins it; the answer does it. */
  private async claim(loads: boolean, task: Task): Promise<(progress?: SampleProgress) => Promise<void>> {
    const loader = this.loader();
    const before = await this.door.asSystem('setup', async (uow) => {
      const now = await claimable(uow);
      if (loads && now.sampleLoaded) throw Problem.conflict('setup.sampleThere');
      if (!loads && !now.sampleLoaded && !now.failed) throw Problem.conflict('setup.noSample');
      await keep(uow, { ...now, state: 'loading', beatAt: clock.now().toISOString() });
      return now;
    });
    return (progress) => this.run(before, loads, (report) => task(loader, report), progress);
  }

  private async run(
    before: Kept,
    loads: boolean,
    task: (report: SampleProgress) => Promise<void>,
    progress?: SampleProgress,
  ): Promise<void> {
    this.progress = { done: 0, total: 0 };
    const beat = setInterval(
      () => void this.store({ ...before, state: 'loading', beatAt: clock.now().toISOString() }).catch(() => undefined),
      BEAT_MS,
    );
    try {
      await task((done, total) => {
        this.progress = { done, total };
        progress?.(done, total);
      });
      clearInterval(beat);
      await this.store({ state: 'ready', sampleLoaded: loads, failed: false });
    } catch (error) {
      clearInterval(beat);
      await this.store({ ...before, failed: true });
      throw error;
    } finally {
      this.progress = undefined;
    }
  }

  private store(next: Kept): Promise<Kept> {
    return this.door.asSystem('setup', (uow) => keep(uow, next));
  }

  private loader(): SampleLoader {
    try {
      return this.modules.get<SampleLoader>(SAMPLE_LOADER, { strict: false });
    } catch {
      throw new Problem(503, 'setup.noLoader');
    }
  }

  private shown({ state, sampleLoaded, failed }: Kept): SetupState {
    return {
      state,
      sampleLoaded,
      failed,
      ...(state === 'loading' && this.progress ? { progress: this.progress } : {}),
    };
  }
}

/** What is kept, with the work of a process that is gone taken for broken off. */
async function kept(uow: UnitOfWork): Promise<Kept> {
  const row = await uow.one<{ value: Kept }>('select value from settings where key = $1', [KEY]);
  const { beatAt, ...state } = row?.value ?? FRESH;
  if (state.state !== 'loading') return state;
  const silentMs = clock.now().getTime() - new Date(beatAt ?? 0).getTime();
  return silentMs > DEAD_AFTER_MS ? { ...state, state: 'fresh', failed: true } : { ...state, beatAt };
}

/** The state, held until the end of the transaction. @throws Problem 409 `setup.busy` */
async function claimable(uow: UnitOfWork): Promise<Kept> {
  await uow.query(`select pg_advisory_xact_lock(hashtext('setup'))`);
  const now = await kept(uow);
  if (now.state === 'loading') throw Problem.conflict('setup.busy', { retryAfterSeconds: 10 });
  return now;
}

async function keep(uow: UnitOfWork, next: Kept): Promise<Kept> {
  await uow.execute(
    `insert into settings as s (key, value, updated_at) values ($1, $2, $3)
     on conflict (key) do update set value = excluded.value, version = s.version + 1, updated_at = excluded.updated_at`,
    [KEY, JSON.stringify(next), clock.now()],
  );
  return next;
}
