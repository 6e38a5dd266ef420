import type { Frame } from './contents.ts';
import type { View } from './tokens.ts';

/** A quotation with its speaker behind a dash: “We shall go.” — Ida Lund, head of the union. */
export interface Signature {
  frame: Frame;
  block: number;
  quotation: number;
}

/** Words of a name and of what follows it, at most. */
const LONGEST = 20;
const DASH = /^(?:[―—–]|--?)$/;
const SMALL = new Set(['of', 'the', 'and', 'de', 'von', 'van', 'al', 'bin', 'for', '&']);

/** Signed quotations that stand on a line of their own. Linear. */
export function signaturesOf(seen: View): Signature[] {
  const found: Signature[] = [];
  seen.lines.forEach((line) => {
    for (let i = line.first; i < line.last; i++) {
      const quotation = seen.tokens[i]!.kind === 'close' ? seen.tokens[i]!.quotation : -1;
      if (quotation < 0 || !beginsLine(seen, seen.quotations[quotation]!.spans[0]!.start)) continue;
      const signed = signatureAt(seen, i + 1);
      if (!signed) continue;
      const { dash, to } = signed;
      const cue = { first: dash, last: dash + 1, kind: 'say', form: 'none', lemma: 'sign' } as const;
      found.push({
        block: line.block,
        quotation,
        frame: {
          cue: { ...cue, denied: false, passive: false, modal: false },
          source: { from: dash + 1, to },
          content: seen.quotations[quotation]!.spans.map((span) => ({ ...span })),
          quotations: [quotation],
          direct: true,
          after: true,
          introduces: false,
        },
      });
    }
  });
  return found;
}

/** A dash, and a name with what follows it up to the end of its line; tokens `[dash + 1, to)` are the name. */
function signatureAt(seen: View, dash: number): { dash: number; to: number } | undefined {
  const { tokens, text } = seen;
  if (!DASH.test(tokens[dash]?.word ?? '') || !tokens[dash + 1]?.capital) return undefined;
  let name = dash + 1;
  while (tokens[name]?.kind === 'word' && (tokens[name]!.capital || SMALL.has(tokens[name]!.word))) {
    if (name > dash + 1 && endsLine(text, tokens[name - 1]!.end)) break;
    name++;
  }
  let end = name;
  if (tokens[end]?.kind === 'comma') while (end < tokens.length && !endsLine(text, tokens[end - 1]!.end)) end++;
  if (tokens[end]?.word === '.' && !endsLine(text, tokens[end - 1]!.end)) end++;
  const whole = end - dash <= LONGEST && endsLine(text, tokens[end - 1]!.end);
  return whole ? { dash, to: name } : undefined;
}

/** Nothing but marks stands before it on its line. */
function beginsLine({ text }: View, offset: number): boolean {
  return /(?:^|\n)[\s*_>•-]*$/.test(text.slice(Math.max(0, offset - MARGIN), offset));
}

function endsLine(text: string, offset: number): boolean {
  return /^[\s*_]*?(?:\n|$)/.test(text.slice(offset, offset + MARGIN));
}

const MARGIN = 8;
