/** The Chromium to test with, and the environment it needs to find its own libraries. */
export function findBrowser(): Promise<{ executablePath: string; env: Record<string, string> }>;
