import { existsSync } from 'node:fs';
import bundled from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const KNOWN_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** A headless Chromium: the one that `TRIPTYCH_CHROMIUM` names, one of the machine, or the one from the npm package. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['TRIPTYCH_CHROMIUM'] || KNOWN_PLACES.find(existsSync) || (await unpackBundled()),
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
    ],
  });
}

/** Unpacks into the temporary folder on first use. */
async function unpackBundled(): Promise<string> {
  bundled.setGraphicsMode = false;
  return bundled.executablePath();
}
