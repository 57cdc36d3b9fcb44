import type { Page } from 'playwright-core';

/** What the element with the focus is called, as a screen reader tells it; empty where nothing has it. */
export async function focusedName(page: Page): Promise<string> {
  const focused = page.locator(':focus');
  const snapshot = (await focused.count()) === 0 ? '' : await focused.ariaSnapshot();
  const [, name = ''] = /^- '?\w+ "((?:[^"\\]|\\.)*)"/.exec(snapshot) ?? [];
  return name;
}

/** More steps than there are to anything on a page. */
const STEPS_MAX = 80;

/** Presses Tab until something of this name has the focus. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < STEPS_MAX; step += 1) {
    await page.keyboard.press('Tab');
    const focused = await focusedName(page);
    if (focused === name) return;
    passed.push(focused);
  }
  throw new Error(`the tab key did not come to \`${name}\`, but to ${passed.join(', ')}`);
}

/** Room around an element within which a ring may be drawn. */
const RING_PX = 6;

/** Whether the element with the focus looks different without it. */
export async function isFocusVisible(page: Page): Promise<boolean> {
  const focused = page.locator(':focus');
  const box = await focused.boundingBox();
  if (box === null) return false;
  const { width: pageWidth, height: pageHeight } = page.viewportSize() ?? { width: 0, height: 0 };
  const x = Math.max(0, box.x - RING_PX);
  const y = Math.max(0, box.y - RING_PX);
  const clip = {
    ...{ x, y },
    width: Math.min(pageWidth, box.x + box.width + RING_PX) - x,
    height: Math.min(pageHeight, box.y + box.height + RING_PX) - y,
  };
  const shoot = () => page.screenshot({ clip, animations: 'disabled', caret: 'hide' });
  const before = await shoot();
  await page.evaluate('globalThis.wasFocused = document.activeElement; wasFocused.blur()');
  const without = await shoot();
  await page.evaluate('wasFocused.focus({ preventScroll: true })');
  return !before.equals(without);
}
