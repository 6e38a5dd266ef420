import { stripVTControlCharacters } from 'node:util';
import { labelWords } from '../corrections/print.ts';
import type { StanceReason, TopicReason, WhyResponse } from './contract.ts';

/** Why a claim has its labels, for people. */
export function printWhy(why: WhyResponse): string {
  const { speaker, bloc, topics, stances, corrections } = why;
  const said = [
    speaker.mention === null ? '' : `“${clean(speaker.mention)}” `,
    speaker.rule === null ? 'found before this was kept' : `(${clean(speaker.rule)}, ${percent(speaker.confidence)})`,
    speaker.decidedBy === null ? '' : `, decided by “${clean(speaker.decidedBy)}”`,
  ];
  return [
    `“${clean(why.text)}”\n`,
    why.heading === null ? '' : `under “${clean(why.heading)}”\n`,
    ...corrections.map(
      ({ id, by, after }) =>
        `\nCorrected by ${clean(by)} (${id}): ${labelWords(after)
          .map(([label, value]) => `${label} ${value}`)
          .join('; ')}\n`,
    ),
    `\nSpeaker: ${clean(speaker.name)}\n  ${said.join('')}\n`,
    `\nBloc: ${bloc.bloc}\n`,
    ...(bloc.facts.length === 0
      ? ['  nothing that is known of the speaker places them in a bloc\n']
      : bloc.facts.map(({ what, value, bloc: side }) => `  ${what} ${clean(value)}: ${side}\n`)),
    '\nTopics\n',
    ...(topics ?? []).map(printTopic),
    '\nStance\n',
    ...(stances ?? []).map(printStance),
    why.polarity === 'denied' ? '  The speaker denies the words: the stance is the contrary.\n' : '',
    why.polarity === 'unsaid' ? '  The speaker is said not to say this: there is no stance.\n' : '',
    why.unexplained === null ? '' : `  Topics and stance cannot be explained now: ${clean(why.unexplained)}\n`,
  ].join('');
}

function printTopic({
  id,
  given,
  probability,
  threshold,
  terms,
  headingTerms,
  similarity,
  nearest,
  words,
}: TopicReason): string {
  return [
    `  ${given ? '✓' : ' '} ${id}: ${percent(probability)} (given from ${percent(threshold)})\n`,
    wordList('words', terms),
    wordList('words in the heading', headingTerms),
    `      likeness to its definition ${similarity.toFixed(2)}\n`,
    nearest ? `      nearest example (${nearest.similarity.toFixed(2)}): “${clean(nearest.text)}”\n` : '',
    wordList('telling words', words.map(signed)),
  ].join('');
}

function printStance({
  target,
  stance,
  confidence,
  threshold,
  terms,
  headingTerms,
  nearest,
  words,
}: StanceReason): string {
  return [
    `  ${target}: ${stance}, ${percent(confidence)} (a side is taken from ${percent(threshold)})\n`,
    wordList('words that name it', terms),
    wordList('words in the heading', headingTerms),
    ...nearest.map(({ side, text, similarity }) => `      ${side} (${similarity.toFixed(2)}): “${clean(text)}”\n`),
    wordList('telling words', words.map(signed)),
  ].join('');
}

function signed({ word, weight }: { word: string; weight: number }): string {
  return `${word} (${weight > 0 ? '+' : ''}${weight.toFixed(2)})`;
}

function wordList(name: string, words: readonly string[]): string {
  return words.length === 0 ? '' : `      ${name}: ${clean(words.join(', '))}\n`;
}

function percent(probability: number): string {
  return `${Math.round(probability * 100)}%`;
}

function clean(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
