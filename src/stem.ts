import { stemmer } from 'stemmer';
import { remembered } from './text.ts';

/** A word without its inflection (Porter 1980), the same for British and American spelling. */
export const stem = remembered((word) =>
  stemmer(word.replace(/is(e[sd]?|ing|ation)$/, 'iz$1').replace(/(?<=\w{3})our(s|ed|ing)?$/, 'or$1')),
);
