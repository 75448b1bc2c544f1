import type { Page, Request } from 'playwright-core';

const QUIET_MS = 450;
const LONGEST_MS = 20_000;

/** What a page does behind the screen, written down while it happens. */
export interface PageWatch {
  /** Waits until nothing has been asked of the server for a moment fonts are there and nothing fades in any more. */
  settle(): Promise<void>;
  /** Console errors, uncaught errors, requests to other hosts and refused requests since the last call. */
  takeFaults(): string[];
}

/**
 * Watches a page from its first request on.
 *
 * @param server address without a slash at the end; whatever goes elsewhere is a fault
 */
export function watch(page: Page, server: string): PageWatch {
  let faults: string[] = [];
  const open = new Set<Request>();
  let lastChange = Date.now();
  const isOwn = (url: string) => url.startsWith(server) || /^(data|blob):/.test(url);
  page.on('request', (request) => {
    if (!isOwn(request.url())) faults.push(`another host: ${request.url()}`);
    // The live notices stay open for as long as the page does.
    if (isStream(request)) return;
    open.add(request);
    lastChange = Date.now();
  });
  const end = (request: Request) => {
    open.delete(request);
    lastChange = Date.now();
  };
  page.on('requestfinished', end);
  page.on('requestfailed', end);
  page.on('response', (response) => {
    if (response.status() >= 400 && !isExpected(response.url(), response.status()))
      faults.push(`${response.status()}: ${response.request().method()} ${response.url()}`);
  });
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    // A refused request is judged by its answer above.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(`console: ${message.text()}`);
  });
  return {
    async settle() {
      const deadline = Date.now() + LONGEST_MS;
      while (Date.now() < deadline && (open.size > 0 || Date.now() - lastChange < QUIET_MS))
        await page.waitForTimeout(50);
      await page.evaluate(async () => {
        await document.fonts.ready;
        // What has just arrived is drawn first.
        await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2000 }));
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        // Half faded in, every text is too pale; what turns for ever, such as a skeleton, is not waited for.
        const passing = document
          .getAnimations()
          .filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
        await Promise.allSettled(passing.map((each) => each.finished));
      });
    },
    takeFaults() {
      const taken = faults;
      faults = [];
      return taken;
    },
  };
}

/** A visitor who has not signed in asks for a session and gets none. */
function isExpected(url: string, status: number): boolean {
  return status === 401 && url.endsWith('/auth/refresh');
}

function isStream(request: Request): boolean {
  return request.resourceType() === 'eventsource' || request.headers().accept === 'text/event-stream';
}
