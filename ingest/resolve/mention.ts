import type { Speaker } from '../../src/claim.ts';
import type { ANAPHORS, PRONOUNS } from './vocabulary.ts';

/** What a mention says about where its speaker belongs. */
export interface Ties {
  /** Organisations and states of the registry, the nearest first. */
  bodies: Speaker[];
  /** A named organisation that the registry does not know. */
  unknownBody?: string;
  /** Country codes, the nearest first. */
  codes: string[];
  /** "its chief executive": the organisation stands elsewhere in the sentence. */
  elsewhere: boolean;
}

/** What kind of mention it is, and what it says. */
export type Mention = Ties &
  (
    | { form: 'person'; name: string; speaker?: Speaker; role?: string; owner: boolean }
    | { form: 'known'; speaker: Speaker; owner: boolean }
    | { form: 'state'; code: string }
    | { form: 'organisation'; name: string }
    | { form: 'body'; name: string; speaker?: Speaker }
    | { form: 'single'; name: string; honorific: boolean }
    | { form: 'role'; role: string; plural: boolean; definite: boolean }
    | { form: 'anaphor'; kind: keyof typeof ANAPHORS; noun: string }
    | { form: 'pronoun'; kind: keyof typeof PRONOUNS }
    | { form: 'other' }
  );

/** Of a mention that says nothing of where its speaker belongs. */
export const NO_TIES: Ties = { bodies: [], codes: [], elsewhere: false };
