import type { Attribution, Polarity, Sentence, Span } from '../src/claim.ts';

/** How far an attribution goes in saying that its source makes the claim. */
export interface Qualified {
  polarity: Polarity;
  /** The words that hedge the report ("reportedly", "would", "is said to"), as they stand. */
  hedge?: string;
}

/** Words before a cue that still belong to it; a verb group is seldom longer. */
const REACH = 8;
/** In characters: more than so many words ever take, so that a sentence without an end is not read again for each of its cues. */
const WINDOW = 600;

const DENIES =
  /^(?:den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing)|reject(?:s|ed|ing)?|disput(?:e|es|ed|ing)|rebut(?:s|ted|ting)?|repudiat(?:e|es|ed|ing)|disavow(?:s|ed|ing)?|doubt(?:s|ed|ing)?|denials?|disbelie(?:f|ves?|ved))$/;
/** Not to believe something is to believe the contrary; not to say it is to say nothing. */
const BELIEVES =
  /^(?:believ(?:e|es|ed|ing)|think|thinks|thought|agree|agrees|agreed|accept|accepts|accepted|expect|expects|expected|consider|considers|considered|buy|buys|bought)$/;
/** To be unsure of something is to say as little of it as not to say it. */
const NEGATES = /^(?:not|never|neither|nor|cannot|hardly|less|unsure|uncertain|unconvinced|s[ck]eptical|n't|\w+n't)$/;
const NOBODY = /^(?:no ?one|nobody|none|neither|no\s)/i;
/** What somebody does who does not say something: "refused to say", "stopped short of saying", "declined to confirm". */
const WITHHOLDS =
  /\b(?:(?:refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|fail(?:s|ed|ing)?) to|(?:stop(?:s|ped|ping)?|fall|falls|fell|falling) short of|(?:refrain(?:s|ed|ing)?|abstain(?:s|ed|ing)?) from|avoid(?:s|ed|ing)?|without)(?: \w+ly)?(?: (?:say|tell|confirm|admit|acknowledg|state|stating|claim|explain|clarif|accus|announc|call)\w*)?$/;
const MODAL = /^(?:would|could|might|may|can|will|shall|'d|'ll)$/;
const HEDGES =
  /^(?:reportedly|allegedly|apparently|supposedly|purportedly|seemingly|ostensibly|presumably|possibly|perhaps|maybe|probably|conceivably)$/;
/** "is said to have", "appears to have": somebody unnamed reports the report. */
const SAID_TO =
  /\b(?:(?:is|are|was|were|been) (?:\w+ly )?(?:said|reported|alleged|believed|understood|thought|rumou?red|supposed|claimed)|appears?|appeared|seems?|seemed) to(?: have)?$/;

interface Word extends Span {
  word: string;
}

/**
 * For each attribution, whether its source asserts the content, denies it, or is said not to have said it, and how the
 * report is hedged, by the words of the cue and those before it in its sentence. An extractor that calls an attribution
 * denied is believed. `sentences` are in text order.
 */
export function qualify(text: string, sentences: Sentence[], attributions: Attribution[]): Qualified[] {
  return attributions.map((attribution) => qualifyOne(text, sentences, attribution));
}

function qualifyOne(text: string, sentences: Sentence[], attribution: Attribution): Qualified {
  const cue = attribution.cue[0];
  const otherwise: Polarity = attribution.denied ? 'denied' : 'asserted';
  if (!cue) return { polarity: otherwise };
  const { group, opening } = wordsOf(text, sentences, attribution, cue);
  const source = attribution.source.map(({ start, end }) => text.slice(start, end)).join(' ');
  const found = isSupposed(text, attribution, cue)
    ? 'unsaid'
    : polarityOf(group, NOBODY.test(source.trimStart()), isOwnWords(text, attribution));
  // "Rejected the idea as absurd": what it is called is claimed.
  const isClaimed = found === 'denied' && hasDenial(group) && isJudged(text, attribution);
  const polarity = isClaimed ? 'asserted' : found === 'asserted' && !hasDenial(group) ? otherwise : found;
  const hedge = hedgeOf(text, group, opening);
  return hedge === undefined ? { polarity } : { polarity, hedge };
}

/** "If the council says that it is safe": nobody has said it. */
function isSupposed(text: string, { source }: Attribution, cue: Span): boolean {
  const subject = source[0];
  if (!subject || subject.end > cue.start) return false;
  return SUPPOSES.test(text.slice(Math.max(0, subject.start - SUPPOSES_REACH), subject.start));
}

/** "... the idea as absurd", behind a verb. */
function isJudged(text: string, { manner, cue, content }: Attribution): boolean {
  const [spoken, first] = [cue.at(-1), content[0]];
  if (manner === 'direct' || !spoken || !first || first.start < spoken.end) return false;
  return AS.test(text.slice(first.start, Math.min(first.end, first.start + WINDOW)));
}

/** No clause, and an "as" that no time, comparison or clause follows. */
const AS =
  /^(?!that\b|if\b|whether\b)[^,;:]*?(?<!\b(?:as|so|such)(?:\s\S+){0,4})\sas\s(?!(?:well|soon|long|far|much|many|part|if|though|it|he|she|they|we|to|of|the \w+ (?:said|did|had|has))\b)/i;
const SUPPOSES = /\b(?:if|unless|whether|lest|in case)\s(?:the\s)?$/iu;
/** In characters: room for the words that {@link SUPPOSES} looks for. */
const SUPPOSES_REACH = 16;

/** “It is safe,” he denied, and: He denied it: “It is safe.” Whole quotations beside a denial are its own words. */
function isOwnWords(text: string, { manner, cue, content }: Attribution): boolean {
  const [spoken, first] = [cue.at(-1), content[0]];
  if (manner !== 'direct' || !spoken || !first) return false;
  return first.start < spoken.start || /[:,]\s*$/.test(text.slice(spoken.start, first.start));
}

function hasDenial(group: Word[]): boolean {
  return group.some(({ word }) => DENIES.test(word));
}

function polarityOf(group: Word[], nobody: boolean, ownWords: boolean): Polarity {
  const words = group.map(({ word }) => word);
  const negations = words.filter((word, i) => NEGATES.test(word) && !/^(?:only|just|merely)$/.test(words[i + 1] ?? ''));
  const negated = negations.length > 0 || nobody;
  if (hasDenial(group)) {
    if (!negated) return ownWords ? 'asserted' : 'denied';
    // Who cannot deny something, or does not doubt it, grants it; who merely does not deny it says nothing.
    const grants = words.some((word) => /^(?:cannot|can|can't|could|couldn't|doubt\w*)$/.test(word)) && !nobody;
    return grants ? 'asserted' : 'unsaid';
  }
  if (WITHHOLDS.test(words.join(' '))) return 'unsaid';
  if (!negated) return 'asserted';
  return !nobody && BELIEVES.test(words.at(-1)!) ? 'denied' : 'unsaid';
}

function hedgeOf(text: string, group: Word[], opening: Word | undefined): string | undefined {
  const said = SAID_TO.exec(
    group
      .slice(0, -1)
      .map(({ word }) => word)
      .join(' '),
  );
  if (said) {
    const count = said[0].split(' ').length;
    const words = group.slice(0, -1).slice(-count);
    return text.slice(words[0]!.start, words.at(-1)!.end);
  }
  const adverb = group.find(({ word }) => HEDGES.test(word)) ?? opening;
  const word = adverb ?? group.find(({ word }, i) => MODAL.test(word) && i < group.length - 1);
  return word && text.slice(word.start, word.end);
}

/** The words of a cue and the auxiliaries and adverbs before it, after the source; and a hedge with which the sentence opens. */
function wordsOf(text: string, sentences: Sentence[], { source, content }: Attribution, cue: Span) {
  const sentence = sentenceAt(sentences, cue.start);
  const from = Math.max(
    sentence?.start ?? 0,
    cue.start - WINDOW,
    ...[...source, ...content].map(({ end }) => (end <= cue.start ? end : 0)),
  );
  const before = read(text, from, cue.start);
  // A mark before the cue begins another clause, and so does "and": who rejected one thing and asked for another denies no
  // request. "Neither confirmed nor denied" does not.
  const cut = before.findLastIndex(({ word }) => /^(?:and|but)$/.test(word) || !/[\p{L}\p{N}]/u.test(word));
  const group = [...before.slice(cut + 1).slice(-REACH), ...read(text, cue.start, cue.end)];
  const first = sentence && read(text, sentence.start, Math.min(cue.start, sentence.start + 40))[0];
  return { group, opening: first && HEDGES.test(first.word) ? first : undefined };
}

/** Words, with "n't" and the like as words of their own, and punctuation marks. */
function read(text: string, from: number, to: number): Word[] {
  return [...text.slice(from, to).matchAll(/[\p{L}\p{N}]+(?:['’]\p{L}+)*|['’](?:d|ll)\b|[^\s\p{L}\p{N}]/gu)].map(
    ({ 0: word, index }) => ({
      word: word.toLowerCase().replaceAll('’', "'"),
      start: from + index,
      end: from + index + word.length,
    }),
  );
}

function sentenceAt(sentences: Sentence[], offset: number): Sentence | undefined {
  let [low, high] = [0, sentences.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sentences[middle]!.end > offset) high = middle;
    else low = middle + 1;
  }
  return sentences[low];
}
