import { readFileSync } from 'node:fs';
import { openBrowser } from './browser.ts';
import { startServer } from './server.ts';
const axe = readFileSync('/tmp/webspike/axe/node_modules/axe-core/axe.min.js', 'utf8');
const server = await startServer('/tmp/webspike/t.db');
const browser = await openBrowser();
const found: any = await (await fetch(server.url + '/search.json?manner=direct&limit=50')).json();
const docs: any = await (await fetch(server.url + '/documents.json')).json();
const c = found.claims[3];
const altered = c.text.split(' ').with(3, 'purple').join(' ');
const addresses: string[] = ['/', '/search?query=network&topic=cloud&bloc=us', '/search?query=zzzz&speaker=none', '/compare', '/compare?topic=undersea-cables&other=1', '/compare?topic=human+dignity', '/verify', '/verify?' + new URLSearchParams({ quotation: altered, speaker: 'Wang Yi' }), '/documents', '/claims/' + c.id, '/about', '/claims/none',
 `/documents/${encodeURIComponent(c.document)}?claim=${c.id}#${c.id}`, ...docs.documents.filter((d: any) => /wikipedia-stop|toolbox|register|altmaier/.test(d.name)).map((d: any) => `/documents/${encodeURIComponent(d.name)}`)];
for (const [colorScheme, width] of [['light', 1280], ['dark', 1280], ['light', 360], ['light', 2560]] as const) {
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
  for (const address of addresses) {
    const t = performance.now();
    await page.goto(server.url + address);
    const ms = Math.round(performance.now() - t);
    const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    if ((over as number) > 0) console.log('OVERFLOW', width, address, over);
    if (width !== 1280) continue;
    await page.evaluate(axe);
    const result: any = await page.evaluate('axe.run()');
    console.log(colorScheme, ms + 'ms', address.slice(0, 60), result.violations.map((v: any) => `${v.id} x${v.nodes.length}: ${v.nodes[0].html.slice(0, 150)} ${v.nodes[0].failureSummary.slice(0, 200)}`));
  }
  await page.close();
}
await browser.close(); await server.stop();
