import type { Span } from '../../src/claim.ts';
import { addLayout, blockText, NOBODY, type Structure } from './layout.ts';
import type { View } from './tokens.ts';

/** A drawn quotation mark, as extraction from PDF leaves it: alone in its block. */
const GLYPH = /^\s*(?:66|99|[“”"❝❞„«»]{1,2})\s*$/;
const NOT_NAME = '(?!(?:An?|The|It|He|She|This|That|But|And)\\b)';
const AFTER_DASH = `[—–-]{1,2}\\s*${NOT_NAME}(\\p{Lu}[^,\\n]{1,60}?)(?:[,.]?$|,[^\\n]{0,80}$)`;
const CAPITAL_NAME = /^(?=(?:.*\p{Lu}){4})[\p{Lu}\p{N}\s.,'’&()/-]{5,120}$/u;
const DASH_NAME = new RegExp(`^\\s*${AFTER_DASH}`, 'u');
/** "“...” — NAME", in one block. */
const SIGNED = new RegExp(`^(\\s*["“„«「][^\\n]*["“”»」])\\s*${AFTER_DASH}`, 'u');
/** The same on a line of its own, where the whole block is a quotation. */
const SIGNED_BELOW = new RegExp(`^([^]*?\\S)[ \\t]*\\n\\s*${AFTER_DASH}`, 'u');
/** A name that stands alone, with or without an office. */
const BARE_NAME = /^\s*(\p{Lu}[\p{L}.'’-]*(?: [\p{L}.'’-]+){1,5})(?:,[^.!?\n]*)?$/u;
const SIGNATURE_LENGTH = 140;

/** Quotations set apart, with the name of their speaker beneath: in capitals, after a dash, or alone in the same frame. */
export function readPullQuotes(view: View, structure: Structure): void {
  for (let i = 0; i < view.blocks.length; i++) {
    if (structure.owner.has(i)) continue;
    const { kind, start } = view.blocks[i]!;
    const text = blockText(view, i);
    const signed = SIGNED.exec(text) ?? (kind === 'quotation' ? SIGNED_BELOW.exec(text) : null);
    if (signed) {
      const content = [{ start, end: start + signed[1]!.length }];
      const source = within(start, signed, signed[1]!.length);
      addLayout(structure, { source, cue: undefined, content, direct: true }, [i]);
      continue;
    }
    const source = signature(view, i, text);
    const bodies = source && bodyAbove(view, structure, i, DASH_NAME.test(text));
    if (!bodies?.length) continue;
    const content = bodies.map((block) => ({ start: view.blocks[block]!.start, end: view.blocks[block]!.end }));
    addLayout(structure, { source, cue: undefined, content, direct: true }, bodies);
    structure.owner.set(i, NOBODY);
  }
}

/** The name that a block is, if it can be the signature of what stands above. */
function signature(view: View, block: number, text: string): Span | undefined {
  if (block === 0 || text.length > SIGNATURE_LENGTH) return undefined;
  const { kind, start, end } = view.blocks[block]!;
  const dash = DASH_NAME.exec(text);
  if (dash) return within(start, dash, 0);
  if (CAPITAL_NAME.test(text) && text.trim().split(/\s+/).length > 1) {
    const comma = text.indexOf(',');
    return { start, end: comma > 0 ? start + comma : end };
  }
  const framed = kind === 'quotation' && view.blocks[block - 1]!.kind === 'quotation';
  const bare = framed ? BARE_NAME.exec(text) : null;
  return bare ? within(start, bare, 0) : undefined;
}

function within(start: number, match: RegExpExecArray, from: number): Span {
  const name = match.at(-1)!.trimEnd();
  const at = start + match[0].indexOf(name, from);
  return { start: at, end: at + name.length };
}

/** The blocks of the quotation that ends right above a signature. */
function bodyAbove(view: View, structure: Structure, block: number, dash: boolean): number[] {
  const above = block - 1;
  const { kind } = view.blocks[above]!;
  if (structure.owner.has(above)) return [];
  if (kind === 'quotation') {
    let first = above;
    if (isWhollyQuoted(blockText(view, above))) return [above];
    while (first > 0 && view.blocks[first - 1]!.kind === 'quotation' && !structure.owner.has(first - 1)) first--;
    return Array.from({ length: block - first }, (_, i) => first + i);
  }
  const quoted = isWhollyQuoted(blockText(view, above));
  // Capitals below a quotation in the running text may as well be the next heading.
  const apart = quoted && (dash || /,/.test(blockText(view, block)));
  const marked = GLYPH.test(blockText(view, Math.max(0, above - 1)));
  return apart || (marked && /^(?:paragraph|item)$/.test(kind)) ? [above] : [];
}

/** Whether a text begins and ends with quotation marks. */
export function isWhollyQuoted(text: string): boolean {
  return /^\s*["“„«「][\s\S]*["“”»」]\s*$/.test(text);
}
