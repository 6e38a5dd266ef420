import type { Difference, Match, VerifyResponse } from '../contract.ts';
import { FEWEST_WORDS } from './find.ts';

/** A verdict in one sentence. `speaker` is who was said to have said it, `size` the quotation's length in words. */
export function summarise(
  { verdict, attribution, matches }: Omit<VerifyResponse, 'summary'>,
  speaker: string | undefined,
  size: number,
): string {
  const [best] = matches;
  if (verdict === 'not-found' || best === undefined) return summariseMissing(best, size);
  const digest = best.digestOf === null ? '' : `, a digest of ${best.digestOf} whose words are not the original’s`;
  const others = matches.filter((match) => match.quality === 'intact').length - 1;
  const more = others > 0 ? `, and in ${others} other ${others === 1 ? 'place' : 'places'} listed below` : '';
  const where = `stands${verdict === 'verbatim' ? ' word for word' : ''} in ${nameOf(best)}${digest}`;
  const who = saidBy(attribution, best, speaker);
  if (verdict === 'verbatim') return `This ${where}${who}${more}.`;
  const count = best.differences.length;
  const differs = `${count} ${count === 1 ? 'difference' : 'differences'} (${describe(best.differences[0]!)}${count > 1 ? ' first' : ''})`;
  return `A passage like this ${where}${who}${more}: ${differs}.`;
}

function summariseMissing(damaged: Match | undefined, size: number): string {
  if (damaged)
    return `No intact document holds this quotation; its words stand in ${nameOf(damaged)}, whose text is damaged and proves nothing.`;
  const short = size < FEWEST_WORDS ? ' word for word, and one of under five words is found only so' : '';
  return `No document holds this quotation${short}.`;
}

function nameOf(match: Match): string {
  const page = match.page === null ? '' : `, page ${match.page}`;
  return `“${match.title ?? match.document}” (${match.date ?? 'undated'}${page})`;
}

function saidBy(attribution: VerifyResponse['attribution'], match: Match, speaker: string | undefined): string {
  const name = match.speaker?.name;
  if (name && match.polarity !== 'asserted')
    return match.polarity === 'denied' ? `, where ${name} denies it` : `, where ${name} is said not to have said it`;
  if (attribution === 'confirmed') return `, and ${speaker} says it`;
  if (attribution === 'different-speaker')
    return name ? `, but ${name} says it, not ${speaker}` : `, but not from ${speaker}`;
  if (attribution === 'unknown') return `, where it is not known that ${speaker} says it`;
  return name ? `, said by ${name}` : '';
}

function describe({ kind, expected, found }: Difference): string {
  if (kind === 'dropped') return `“${shorten(expected)}” left out`;
  if (kind === 'added') return `“${shorten(found)}” put in`;
  return `“${shorten(found)}” for “${shorten(expected)}”`;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57).trimEnd()}…` : text;
}
