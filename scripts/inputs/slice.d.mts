interface Outcome {
  readonly tried: number;
  readonly held: number;
  readonly failed: readonly string[];
}

export function openSlice(
  product: { url: string; databaseUrl: string; username: string; password: string },
  seed: number,
): Promise<{
  /** What refused its own example. */
  readonly missing: readonly string[];
  /** Sends so many inputs and judges the answers. */
  send(seed: number, count: number): Promise<Outcome>;
  /** Adds every column to every body. */
  columns(seed: number): Promise<Outcome>;
  /** Sends again what was refused, and looks for traces of it in the database. */
  nothingWritten(): Promise<Outcome>;
  close(): Promise<void>;
}>;
