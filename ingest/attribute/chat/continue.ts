import type { Attribution, Block } from '../../../src/claim.ts';
import type { Evidence } from './ground.ts';
import type { Passage } from './passages.ts';

/** Blocks from one passage to the next over which speech may go on: one may be too short to be read. */
const REACH = 2;

interface Document {
  text: string;
  blocks: readonly Block[];
}

/**
 * Gives speech that goes on from an earlier passage the source and cue that it has there. That it goes on is not the
 * model's to decide alone: the layout has to show it, or else the words are dropped as misplaced.
 */
export function continueSpeech(
  document: Document,
  passages: readonly Passage[],
  evidence: readonly Evidence[],
): Evidence[] {
  let speech: Attribution | undefined;
  return evidence.map(({ attributions, own, dropped }, i) => {
    const way = i > 0 && speech ? wayOn(document, passages[i - 1] as Passage, passages[i] as Passage) : undefined;
    for (const { attribution, continues } of attributions)
      if (continues && speech && way) adopt(attribution, speech, continues.quoted && way === 'inside quotation');
    const kept = attributions.filter(({ attribution, continues }) => !continues || attribution.source.length > 0);
    speech = kept.findLast(({ attribution, outer }) => !outer && attribution.source.length > 0)?.attribution;
    const misplaced = dropped.misplaced + attributions.length - kept.length;
    return { attributions: kept, own, dropped: { ...dropped, misplaced } };
  });
}

function adopt(attribution: Attribution, speech: Attribution, quoted: boolean): void {
  attribution.source = speech.source;
  attribution.cue = attribution.cue.length > 0 ? attribution.cue : speech.cue;
  if (quoted && speech.manner === 'direct') attribution.manner = 'direct';
  if (speech.denied) attribution.denied = true;
}

/** What in the layout lets speech go on from one passage to the next, if anything does. */
function wayOn({ text, blocks }: Document, from: Passage, to: Passage): 'inside quotation' | 'below' | undefined {
  if (to.block - from.block > REACH) return undefined;
  const [before, words] = [text.slice(from.start, from.end), text.slice(to.start, to.end)];
  if (isOpen(before)) return 'inside quotation';
  const both = blocks[from.block]?.kind === 'item' && blocks[to.block]?.kind === 'item';
  const below = from.block === to.block || both || /[:：]$/u.test(before) || /^["“„«「『]/u.test(words);
  return below ? 'below' : undefined;
}

/** Whether a quotation is open at the end of the words. */
function isOpen(words: string): boolean {
  const straight = words.split('"').length - 1;
  return words.lastIndexOf('“') > words.lastIndexOf('”') || straight % 2 === 1;
}
