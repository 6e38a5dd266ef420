import type { Page } from 'playwright-core';

const REPORT = [
  'A report on the harbours of the north',
  'Ada Stone, the minister of harbours, said on Monday that “the new quays must be open to every ship”.',
  'The office of lights rejected the report and said that “no lamp has ever been dark”.',
];
/** What the second version says instead of the last. */
const AMENDED = 'The office of lights welcomed the report and said that “two lamps have been dark”.';

/** Signs in as an editor, on whatever page that leads to. */
export async function signIn(page: Page, token: string, name = 'Mia Field'): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Token').fill(token);
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/queue');
}

/** Adds a file as an editor who is signed in, waits until it is read, and stays on the page that says so. */
export async function addReport(page: Page, name: string, { amended = false } = {}): Promise<void> {
  const lines = amended ? [...REPORT.slice(0, -1), AMENDED] : REPORT;
  await page.goto('/add');
  await page
    .getByLabel('Files')
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(lines.join('\n\n')) });
  if (amended) await page.getByLabel(/is its new version/).check();
  await page.getByRole('main').getByRole('button', { name: 'Add' }).click();
  await page.locator('#report').waitFor();
}
