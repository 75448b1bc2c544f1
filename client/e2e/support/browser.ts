import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { findBrowser } from './browser-binary.mjs';

interface FoundBrowser {
  executablePath: string;
  env: Record<string, string>;
}

/** Where the people who use the product are. */
const IRAN = { locale: 'fa-IR', timezoneId: 'Asia/Tehran' } as const;

/** The two screen sizes every journey is looked at in. */
export const DESKTOP = { width: 1440, height: 900 } as const;
export const PHONE = { width: 390, height: 844 } as const;

/** A running Chromium whose pages are set to Persian and Tehran time. */
export interface TestBrowser {
  /** The browser itself. */
  browser: Browser;
  /** A fresh, signed-out session; the screen is the desktop one unless said otherwise. */
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>;
  close(): Promise<void>;
}

/** Starts the browser that {@link findBrowser} finds: a system Chromium, else the one from npm. */
export async function launchBrowser(): Promise<TestBrowser> {
  const prepared = process.env.PEYVAND_E2E_BROWSER;
  const { executablePath, env } = prepared === undefined ? await findBrowser() : (JSON.parse(prepared) as FoundBrowser);
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    env: { ...(process.env as Record<string, string>), ...env },
    // Containers have a small /dev/shm and no user namespaces for the sandbox; only our own pages are opened.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--font-render-hinting=none'],
  });
  return {
    browser,
    newContext: (options = {}) => browser.newContext({ ...IRAN, viewport: DESKTOP, ...options }),
    close: () => browser.close(),
  };
}
