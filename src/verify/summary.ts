import type { Check, Difference, Match } from '../contract.ts';
import { quoteTitle } from '../text.ts';
import { FEWEST_WORDS } from './atoms.ts';

/** A verdict in one sentence. `speaker` is who was said to have said it, `size` the quotation's length in words. */
export function summarise(
  { verdict, attribution, matches }: Pick<Check, 'verdict' | 'attribution' | 'matches'>,
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
  if (verdict === 'trimmed')
    return `This ${where}${who}${more}, shortened or explained as it says itself: ${trims(best.differences)}.`;
  return `A passage like this ${where}${who}${more}: ${differs(best.differences)}.`;
}

function trims(differences: Difference[]): string {
  const turns = differences.some(({ serious }) => serious) ? '; what is hidden turns the sentence round' : '';
  return `${describe(differences[0]!)}${differences.length > 1 ? ' first' : ''}${turns}`;
}

function differs(differences: Difference[]): string {
  const serious = differences.filter((difference) => difference.serious);
  const first = serious[0] ?? differences[0]!;
  const count = `${differences.length} ${differences.length === 1 ? 'difference' : 'differences'}`;
  const of = serious.length === 0 ? 'none of them serious' : `${serious.length} serious`;
  return `${count}, ${of} (${first.kind}: ${describe(first)}${differences.length > 1 ? ' first' : ''})`;
}

function summariseMissing(damaged: Match | undefined, size: number): string {
  if (damaged)
    return `No intact document holds this quotation; ${damaged.differences.length > 0 ? 'words like these' : 'its words'} stand in ${nameOf(damaged)}, ${DOUBTFUL[damaged.quality]}.`;
  const short = size < FEWEST_WORDS ? ' word for word, and one of under five words is found only so' : '';
  return `No document holds this quotation${short}.`;
}

const DOUBTFUL = {
  intact: '',
  damaged: 'whose text is damaged and proves nothing',
  ocr: 'whose characters were recognised in a picture and may be wrong: compare them with the page',
} as const;

function nameOf(match: Match): string {
  const page = match.page === null ? '' : `, page ${match.page}`;
  return `${quoteTitle(match.title ?? match.document)} (${match.date ?? 'undated'}${page})`;
}

function saidBy(attribution: Check['attribution'], match: Match, speaker: string | undefined): string {
  const name = match.speaker?.name;
  if (name && match.polarity !== 'asserted')
    return match.polarity === 'denied' ? `, where ${name} denies it` : `, where ${name} is said not to have said it`;
  if (attribution === 'confirmed') return `, and ${speaker} says it`;
  if (attribution === 'reported-by') return `, ${reported(match)}`;
  if (attribution === 'different-speaker')
    return name ? `, but ${name} says it, not ${speaker}` : `, but not from ${speaker}`;
  if (attribution === 'unattributed') return `, where it is not known that ${speaker} says it`;
  return name ? `, said by ${name}` : '';
}

function reported({ speaker, reporter, manner }: Match): string {
  if (manner === 'own') return `but in the words of ${speaker?.name}, who reports others beside them`;
  const by = reporter ?? 'the document';
  if (manner === 'indirect') return `but in the words of ${by}, who reports that ${speaker?.name} said so`;
  return `but said by ${speaker?.name}, whom ${by} only reports`;
}

function describe({ expected, found }: Difference): string {
  if (found === '') return `“${shorten(expected)}” left out`;
  if (expected === '') return `“${shorten(found)}” put in`;
  return `“${shorten(found)}” for “${shorten(expected)}”`;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57).trimEnd()}…` : text;
}
