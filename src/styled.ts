import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { ClaimView } from './contract.ts';
import { TriptychError } from './error.ts';
import { importOptional } from './optional.ts';

/** Styles of citation, by the names that Citation.js has, or is given, for them. */
export const STYLES = {
  apa: 'APA',
  chicago: 'Chicago (author-date)',
  harvard1: 'Harvard',
  mla: 'MLA',
  vancouver: 'Vancouver',
} as const;
export type Style = keyof typeof STYLES;

const [CORE, PLUGIN] = ['@citation-js/core', '@citation-js/plugin-csl'];
/** Brings along the styles that the plugin does not: CSL files under CC BY-SA 3.0, in modules that it does not export. */
const MORE = { package: 'rehype-citation', styles: ['chicago', 'mla'] as readonly string[] };

type Csl = ClaimView['citations']['csl'];

/** As much of Citation.js as is used; it has no types of its own. */
interface CitationJs {
  Cite: new (
    csl: unknown,
  ) => { format(what: 'bibliography', how: { format: 'text'; template: Style; lang: string }): string };
  plugins: {
    config: { get(name: '@csl'): { styles: { has(name: string): boolean; add(name: string, xml: string): void } } };
  };
}

/**
 * A bibliography in a style (CSL 1.0.2), made of CSL-JSON by Citation.js. Its processor, citeproc-js, is under licences that
 * Triptych does not pass on (CPAL or AGPL), so that people install it themselves: throws USAGE where they did not.
 */
export async function citeInStyle(style: Style, csl: Csl | Csl[]): Promise<string> {
  const { Cite, plugins } = await importOptional(() => import(CORE) as Promise<CitationJs>, CORE, 'style of citation');
  await importOptional(() => import(PLUGIN), PLUGIN, 'style of citation');
  const { styles } = plugins.config.get('@csl');
  if (!styles.has(style)) styles.add(style, await readStyle(style));
  // Styles print where in the archive something lies, some with a capital: no place for an address.
  const works = [csl].flat().map((work) => ({ ...work, archive_location: `claim ${work['id']}` }));
  return new Cite(works).format('bibliography', { format: 'text', template: style, lang: 'en-US' }).trim();
}

/** The styles for which {@link citeInStyle} finds what it needs, with their names. */
export function findStyles(): Partial<Record<Style, string>> {
  if (!find(CORE) || !find(PLUGIN)) return {};
  const hasMore = find(MORE.package) !== undefined;
  return Object.fromEntries(Object.entries(STYLES).filter(([style]) => hasMore || !MORE.styles.includes(style)));
}

async function readStyle(style: Style): Promise<string> {
  const place = find(MORE.package);
  if (place === undefined)
    throw new TriptychError(
      'USAGE',
      `This style of citation needs the package ${MORE.package}: npm install ${MORE.package}`,
    );
  const { default: xml } = (await import(new URL(`styles/${style}.js`, place).href)) as { default: string };
  return xml;
}

/** Where a package begins, as an address; undefined where it is not installed. */
function find(name: string): string | undefined {
  try {
    return pathToFileURL(createRequire(import.meta.url).resolve(name)).href;
  } catch {
    return undefined;
  }
}
