import type { Span, Speaker } from '../../src/claim.ts';
import type { Cast } from './cast.ts';
import { type Resolved, type Rule, resolved } from './resolved.ts';

/** Two who said something together, for the words that take up both: "the two", "both governments", "they". */
export class Pairs {
  #last: { two: [Speaker, Speaker]; place: Span; sentence: number } | undefined;
  /** Whether they are who was heard last. */
  #isHeard = false;

  /** Remembers a pair; of anybody else only that the pair is not who was heard last. */
  note({ speaker, jointly = [] }: Resolved, place: Span, sentence: number): void {
    const [other, ...more] = jointly;
    this.#isHeard = other !== undefined && more.length === 0;
    if (this.#isHeard) this.#last = { two: [speaker, other!.speaker], place, sentence };
  }

  /** Both, where the words of a source mean both. */
  find(words: string, place: Span, sentence: number, cast: Cast): Resolved | undefined {
    const last = this.#last;
    if (!last) return undefined;
    const [, noun] = BOTH.exec(words) ?? [];
    const rule: Rule | undefined = BOTH.test(words)
      ? 'the two named before'
      : THEY.test(words) && this.#isHeard && sentence - last.sentence <= REACH
        ? 'pronoun for several'
        : undefined;
    const two = rule && (STATES.test(noun ?? '') ? statesOf(last.two, cast) : last.two);
    if (!rule || !two) return undefined;
    const [first, second] = two.map((speaker) =>
      resolved(speaker, rule, words, { place, decidedBy: { sentences: sentence - last.sentence, ...last.place } }),
    ) as [Resolved, Resolved];
    return { jointly: [second], ...first };
  }
}

/** "The two governments" of two people are those of their countries. */
function statesOf(two: [Speaker, Speaker], cast: Cast): [Speaker, Speaker] | undefined {
  const states = two.flatMap((speaker) => {
    if (speaker.kind !== 'person') return [speaker];
    return speaker.country === undefined ? [] : [cast.state(speaker.country)];
  });
  return states.length === 2 && states[0]!.id !== states[1]!.id ? [states[0]!, states[1]!] : undefined;
}

/** "The two", "both officials", "these two sides". */
const BOTH = /^(?:(?:the|these|those)\s+two|both|the\s+pair)(?:\s+(\p{Ll}+s|men|women))?$/iu;
const THEY = /^they$/i;
const STATES = /^(?:countries|states|nations|governments|sides|capitals)$/;
/** In sentences. */
const REACH = 2;
