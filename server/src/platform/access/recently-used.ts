/** A map that holds so many entries at most: the one that was not asked for the longest goes first. */
export class RecentlyUsed<K, V> {
  private readonly entries = new Map<K, V>();

  /** @param most entries to hold */
  constructor(private readonly most: number) {}

  get(key: K): V | undefined {
    const value = this.entries.get(key);
    if (value !== undefined) this.renew(key, value);
    return value;
  }

  set(key: K, value: V): void {
    this.renew(key, value);
    const oldest = this.entries.size > this.most ? this.entries.keys().next() : undefined;
    if (oldest && !oldest.done) this.entries.delete(oldest.value);
  }

  delete(key: K): void {
    this.entries.delete(key);
  }

  private renew(key: K, value: V): void {
    this.entries.delete(key);
    this.entries.set(key, value);
  }
}
