import { createRequire } from 'node:module';
import type { ClaimView } from './contract.ts';
import { importOptional } from './optional.ts';

/** Styles that the plugin of Citation.js brings along, by the names that it has for them. */
export const STYLES = { apa: 'APA', harvard1: 'Harvard', vancouver: 'Vancouver' } as const;
export type Style = keyof typeof STYLES;

const [CORE, PLUGIN] = ['@citation-js/core', '@citation-js/plugin-csl'];

/** As much of Citation.js as is used; it has no types of its own. */
interface CitationJs {
  Cite: new (
    csl: unknown,
  ) => { format(what: 'bibliography', how: { format: 'text'; template: Style; lang: string }): string };
}

/**
 * An entry of a bibliography in a style (CSL 1.0.2), made of CSL-JSON by Citation.js. Its processor, citeproc-js, is under
 * licences that Triptych does not pass on (CPAL or AGPL), so that people install it themselves: throws USAGE where they did not.
 */
export async function citeInStyle(style: Style, csl: ClaimView['citations']['csl']): Promise<string> {
  const { Cite } = await importOptional(() => import(CORE) as Promise<CitationJs>, CORE, 'style of citation');
  await importOptional(() => import(PLUGIN), PLUGIN, 'style of citation');
  return new Cite(csl).format('bibliography', { format: 'text', template: style, lang: 'en-US' }).trim();
}

/** Whether {@link citeInStyle} finds what it needs. */
export function canCiteInStyle(): boolean {
  const { resolve } = createRequire(import.meta.url);
  return [CORE, PLUGIN].every((name) => {
    try {
      return resolve(name) !== '';
    } catch {
      return false;
    }
  });
}
