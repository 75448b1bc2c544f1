import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Serious and critical findings of axe on what is on screen now: rule and the first element. */
export async function seriousFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  return page.evaluate(async () => {
    interface Result {
      violations: Array<{ id: string; impact: string; nodes: Array<{ html: string; failureSummary: string }> }>;
    }
    const run = (window as unknown as { axe: { run: (context: Document, options: object) => Promise<Result> } }).axe
      .run;
    const { violations } = await run(document, { resultTypes: ['violations'] });
    return violations
      .filter((fault) => fault.impact === 'serious' || fault.impact === 'critical')
      .map(({ id, nodes: [node] }) => `${id}: ${node?.html.slice(0, 250)} ${node?.failureSummary.slice(0, 250)}`);
  });
}

/**
 * Visible texts with Latin digits. Left out: left-to-right islands (codes, phones, e-mails), keys of the keyboard, and
 * texts typed by people that hold Latin words, such as the name of a model.
 */
export function latinDigits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const element = node.parentElement;
      if (!/\d/.test(text) || !element?.checkVisibility()) continue;
      // What only screen readers say is read out in Persian either way.
      const { width, height } = element.getBoundingClientRect();
      if (width <= 1 || height <= 1) continue;
      if (element.closest('[dir=ltr], script, style, code, kbd, input, textarea')) continue;
      if (element.closest('[dir=auto]') && /[A-Za-z]/.test(text)) continue;
      found.push(text.slice(0, 80));
    }
    return found;
  });
}

/** Elements that stand out of the window at its sides, when the whole page can be scrolled sideways; else nothing. */
export function sidewaysOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const excess = document.documentElement.scrollWidth - window.innerWidth;
    if (excess <= 0) return [];
    const wide = [...document.querySelectorAll('body *')].filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return left < -1 || right > window.innerWidth + 1;
    });
    return [
      `${excess}px: ${wide
        .slice(0, 3)
        .map((element) => element.outerHTML.slice(0, 120))
        .join(' | ')}`,
    ];
  });
}
