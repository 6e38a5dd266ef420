import { stem } from './terms.ts';

/** Words that take a side for what they are said of. General English, without a word of any subject. */
export const APPROVAL = list(`
  support supports supported commend applaud praise welcome endorse proud pleased glad delighted honored honoured happy
  thank grateful appreciate appreciated committed commit admire congratulate embrace champion championed favor advocate
  successful effective justified legitimate
  constructive responsible reasonable beneficial join joined joining
  landmark milestone wise sensible overdue`);

/** Words that take a side against what they are said of, or that doubt it. */
export const CRITICISM = list(`
  groundless baseless unfounded unproven unsubstantiated unwarranted unjustified discriminatory discriminate discrimination
  exclusionary bullying bully coerce coercion coercive blackmail pretext excuse so-called allege alleged allegedly
  allegation accusation accuse smear slander slandering vilify demonize discredit defame hypocrisy hypocritical hypocrite
  politicize politicized politicization politicizing unilateral unilateralism unilaterally protectionism protectionist
  lack lacks lacking fail fails failed failure dirty peddle trumpeted peddled suppress suppression contain hegemony
  hegemonic hegemonism monopolize illegitimate illegal unlawful unfair unjust unreasonable absurd ridiculous nonsense
  laughable paranoia paranoid hysteria hysterical xenophobic racist mislead misleading lie lies lied fabricate fabricated
  fabrication vague optics rhetoric posturing propagandistic ideological criticize criticized criticism condemn denounce
  reject rejected deplore regret doubt doubtful dubious skeptical sceptical skepticism scepticism questionable overblown
  exaggerated exaggerate rich ironic irony double backfire counterproductive costly futile pointless useless disrupt hamper
  undermine violate violates harm harmful hurt fragment balkanize splinter isolate isolationist mccarthyism witch-hunt
  robbery theft-by-law arbitrary blatant trample abuse misuse stigmatize scapegoat accomplice accomplices indifference
  reluctant refuse refused decline declined ignore ignored disappointing flawed unworkable impractical symbolic toothless`);

/** What is to be kept safe, and from what: the language of those who restrict. Weak by itself, since everybody uses it. */
export const GUARD = list(`
  trusted trustworthy untrusted untrustworthy secure safe safety protect protecting safeguard guard guarding defend
  malign malicious hostile adversary adversaries threat threaten danger dangerous high-risk authoritarian subverted
  intrusion intrusions exploitation steal prevent prohibit ban exclude remove resilient integrity abuser wrongdoers
  theft spy compromise`);

export const FIRST_PERSON = list('we our us ours i my');

export const NEGATORS =
  list(`not no never without cannot non neither nor hardly scarcely don't doesn't didn't isn't aren't
  wasn't won't can't shouldn't wouldn't against oppose`);

/** Whom rules for everybody are addressed to; as written, since one country is not all of them. */
export const PRINCIPLE = new Set(
  'countries states parties nations governments providers everybody everyone sides'.split(' '),
);

function list(words: string): Set<string> {
  return new Set(words.trim().split(/\s+/).map(stem));
}
