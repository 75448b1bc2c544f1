import { expect } from '@jest/globals';

const LONGEST_MS = 10_000;

/** What was sent shows on the server a moment after it shows on screen: looks until it is as wanted, then asserts it. */
export async function expectEventually<T>(look: () => Promise<T>, wanted: T): Promise<void> {
  const deadline = Date.now() + LONGEST_MS;
  let seen = await look();
  while (JSON.stringify(seen) !== JSON.stringify(wanted) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 150));
    seen = await look();
  }
  expect(seen).toEqual(wanted);
}
