/** As much of Citation.js as the tests use; it has no types of its own. */
declare module '@citation-js/core' {
  export class Cite {
    /** Parses BibTeX, RIS or CSL-JSON, by plugins that are imported for their effect. */
    constructor(text: string);
    /** CSL-JSON. */
    data: Record<string, unknown>[];
  }
}
declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-ris';
