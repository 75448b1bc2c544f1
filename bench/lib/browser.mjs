import { chromium } from 'playwright-core';
import { findBrowser } from '../../client/e2e/support/browser-binary.mjs';

/** A slow phone connection: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
/** A processor four times slower than this one. */
const CPU_RATE = 4;

/** The browser of the browser tests. */
export async function launchBrowser() {
  const { executablePath, env } = await findBrowser();
  return chromium.launch({
    executablePath,
    headless: true,
    env: { ...process.env, ...env },
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  });
}

/** Makes a page as slow as asked for, until it is closed. */
export async function slowDown(page, { network = false } = {}) {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_RATE });
  if (!network) return;
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', NETWORK);
}

/** Signs in on the screen, as people do. */
export async function signInOnScreen(page, baseUrl, { username, password }) {
  await page.goto(`${baseUrl}/login`);
  await page.getByLabel('نام کاربری').fill(username);
  await page.getByLabel('گذرواژه', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/login'));
}
