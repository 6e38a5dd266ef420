/**
 * The contrary of a proposition, roughly: its first "not" is taken away, or one is put behind its first auxiliary verb. Good
 * enough to compare the meaning of a text with both; no grammar.
 */
export function negate(proposition: string): string {
  const without = proposition.replace(NEGATED, '$1');
  if (without !== proposition) return without;
  const turned = proposition.replace(AUXILIARY, '$1 not');
  return turned === proposition ? `It is wrong that ${proposition}` : turned;
}

const VERBS = 'should|must|ought|will|would|could|can|is|are|was|were|has|have|does|do';
const NEGATED = new RegExp(`\\b(${VERBS})(?:\\s+not|n['’]t|not)\\b`, 'i');
const AUXILIARY = new RegExp(`\\b(${VERBS})\\b`, 'i');
