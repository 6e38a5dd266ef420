import { stem } from './stem.ts';
import { remembered } from './text.ts';

/** Pairs of contrary words. One line is one pair of sets: any word of the first is contrary to any of the second. */
const PAIRS = `
  accept agree approve welcome support : reject refuse oppose dismiss condemn
  allow permit authorise let : ban forbid prohibit block bar prevent
  safe secure harmless : dangerous unsafe insecure harmful risky
  protect defend preserve : threaten endanger harm destroy kill expose
  strengthen improve enhance : weaken undermine worsen damage erode
  increase rise grow raise expand gain : decrease fall shrink reduce decline lower cut lose
  more above exceed over : less below fewer under
  open include welcome connect : close exclude shut ban disconnect
  true correct right accurate : false wrong incorrect mistaken untrue
  lawful legal legitimate consistent : unlawful illegal illegitimate violate breach
  succeed success achieve : fail failure
  free freely voluntary : forced compelled coerced obliged
  trusted trustworthy reliable : untrusted untrustworthy unreliable suspicious
  independent private : dependent controlled owned state
  open transparent : secret hidden opaque
  fair equal : unfair unequal discriminate
  necessary needed essential : unnecessary needless superfluous
  possible able : impossible unable
  always every all everyone : never none nobody few
  begin start enter join : end stop leave withdraw quit
  buy import : sell export
  keep store retain : delete remove discard
  first early before : last late after
  high expensive costly : low cheap affordable
  good benefit help : bad harm hurt hinder
  win victory : lose defeat
  cooperate unite together : confront divide split alone
  confirm admit acknowledge prove : deny refute disprove
  respect obey comply : violate ignore disregard break
  profit surplus : loss deficit
  friend ally partner : enemy adversary rival foe
  peace peaceful : war hostile
  major large big great : minor small
  effective useful successful : ineffective useless futile
  clean : dirty
  clear certain proven : unclear doubtful unproven
  fast quick : slow
  full complete whole : empty partial
  promote encourage advance facilitate : hamper hinder discourage obstruct
  innocent : guilty
  easy simple : hard difficult
  strong : weak feeble
  valid : void
  public : secret
  present exist : absent lack
  majority most : minority few
  possible legal valid adequate sufficient consistent accurate : impossible illegal invalid inadequate insufficient inconsistent inaccurate
  responsible relevant regular : irresponsible irrelevant irregular
  trust advantage honest approve : distrust mistrust disadvantage dishonest disapprove
`;

const CONTRARY = new Map<string, Set<string>>();
for (const line of PAIRS.trim().split('\n')) {
  const [left, right] = line.split(':').map((side) => side.trim().split(/\s+/).map(stem)) as [string[], string[]];
  for (const [these, those] of [
    [left, right],
    [right, left],
  ] as const)
    for (const one of these) CONTRARY.set(one, new Set([...(CONTRARY.get(one) ?? []), ...those]));
}

/** Prefixes that negate. Others, as in "inform" and "discover", negate too seldom. */
const NEGATING = ['un', 'non'];
/** What a prefix may be taken from is no shorter. */
const SHORTEST = 4;

/** The stems of all words contrary to one: those of the list above, and the word with a negating prefix or without. */
export const contrariesOf = remembered((word): readonly string[] => {
  const bare = NEGATING.filter((prefix) => word.startsWith(prefix)).map((prefix) => word.slice(prefix.length));
  const prefixed = word.length >= SHORTEST ? NEGATING.map((prefix) => prefix + word) : [];
  return [...(CONTRARY.get(word) ?? []), ...bare.filter(({ length }) => length >= SHORTEST), ...prefixed];
});
