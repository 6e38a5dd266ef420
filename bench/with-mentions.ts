import type { Attribution, Sentence } from '../src/claim.ts';
import type { LabelledMention } from './labelled.ts';

/**
 * The attributions as found, with the labelled mentions as their sources; where a mention is the source of none, one is
 * added whose content is the rest of the sentence, inside the quotation that holds it.
 */
export function withMentions(found: Attribution[], mentions: LabelledMention[], lines: Sentence[]) {
  const attributions = found.map((attribution) => ({ ...attribution }));
  const indexes = mentions.map(({ start, end }) => {
    const own = attributions.findIndex((a) => a.source.some((s) => s.start < end && start < s.end));
    if (own >= 0) {
      attributions[own]!.source = [{ start, end }];
      return own;
    }
    const within = found.findIndex(
      (a) => a.manner === 'direct' && a.content.some((c) => c.start <= start && end <= c.end),
    );
    const sentence = lines.find((s) => s.start <= start && start < s.end);
    attributions.push({
      source: [{ start, end }],
      cue: [],
      content: [{ start: end, end: Math.max(end, sentence?.end ?? end) }],
      manner: 'indirect',
      confidence: 1,
      ...(within >= 0 ? { within } : {}),
    });
    return attributions.length - 1;
  });
  return { attributions, indexes };
}
