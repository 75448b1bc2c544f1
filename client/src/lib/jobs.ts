import { createStore } from './store';

/** Long work that goes on while the reader does something else: an import, a bulk change. */
export interface Job {
  id: string;
  title: string;
  done: number;
  /** Undefined while the size is not known. */
  total?: number;
  state: 'running' | 'done' | 'failed';
  /** One line below the bar: what is left, or what went wrong. */
  note?: string;
  /** Where its result can be seen. */
  href?: string;
}

export const jobs = createStore<readonly Job[]>([]);

/** Adds a job to the tray or changes one that is there. */
export function showJob(job: Job): void {
  jobs.set((current) =>
    current.some((other) => other.id === job.id)
      ? current.map((other) => (other.id === job.id ? job : other))
      : [...current, job],
  );
}

export function hideJob(id: string): void {
  jobs.set((current) => current.filter((job) => job.id !== id));
}
