import type { BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from './browser';
import { apiSession, signedInPage } from './session';

/** A browser with one page that is signed in as the administrator, on an installation that has begun. */
export interface SignedInBrowser {
  readonly page: Page;
  /** Somebody else at the same browser: nothing of the session is shared. */
  newContext(): Promise<BrowserContext>;
  close(): Promise<void>;
}

/** Opens one for the journeys of a file; close it in `afterAll`. */
export async function signedInBrowser(): Promise<SignedInBrowser> {
  await apiSession();
  const browser = await launchBrowser();
  const context = await browser.newContext();
  return {
    page: await signedInPage(context),
    newContext: () => browser.newContext(),
    close: async () => {
      await context.close();
      await browser.close();
    },
  };
}
