import type { Bloc, Claim, Resolution } from '../src/claim.ts';

/** Names of the two sides that are exchanged: states, capitals, people, bodies, acronyms, companies and outlets. */
const PAIRS = [
  ['Mike Pompeo', 'Wang Yi'],
  ['Pompeo', 'Wang'],
  ['Keith Krach', 'Zhao Lijian'],
  ['Krach', 'Zhao'],
  // Alone, their family names are as telling as one another's: the registry has one bearer of each.
  ['Marco Rubio', 'Mao Ning'],
  ['Rubio', 'Mao'],
  ['the United States', 'the People’s Republic of China'],
  ['Washington', 'Beijing'],
  ['America', 'China'],
  ['American', 'Chinese'],
  ['Cisco', 'Huawei'],
  ['Oracle', 'ZTE'],
  ['Bloomberg', 'Xinhua'],
  ['the US', 'the PRC'],
  ['US', 'PRC'],
  ['FCC', 'MIIT'],
  ['the State Department', 'the Chinese Foreign Ministry'],
] as const;

/** How the registry calls those of them that it knows by another name. */
const LISTED = both([
  ['United States', 'China'],
  ['Bloomberg', 'Xinhua News Agency'],
  ['US Department of State', 'Ministry of Foreign Affairs of China'],
  ['Federal Communications Commission', 'Ministry of Industry and Information Technology of China'],
]);

const SWAPPED: Record<Bloc, Bloc> = { us: 'china', china: 'us', europe: 'europe', other: 'other' };

/** Every name as it may be written: at the beginning of a sentence, and in capitals where that tells it from its partner. */
const partners = both(
  PAIRS.flatMap(([a, b]) => {
    const [large, other] = [a.toUpperCase(), b.toUpperCase()];
    const shouted: [string, string][] = large === a || other === b ? [] : [[large, other]];
    return [[a, b], [capitalise(a), capitalise(b)], ...shouted] as [string, string][];
  }),
);
const anyName = new RegExp(
  `(?<!\\p{L})(?:${[...partners.keys()].sort((a, b) => b.length - a.length).join('|')})(?!\\p{L})`,
  'gu',
);

/** The text with every name of one side in place of its partner on the other; twice, it is the text again. */
export function exchange(text: string): string {
  return text.replace(anyName, (name) => partners.get(name) as string);
}

type Labels = ReturnType<typeof labelsOf>;

/** Everything that a claim says, but for identifiers and offsets, which depend on the length of names. */
export function labelsOf(claim: Claim) {
  const { document, text, bloc, manner, cue, stance, topics, confidence, speaker } = claim;
  const chain = claim.chain.map(
    ({ name, cue, manner, resolution }) => [name, cue, manner, decisionOf(resolution)] as const,
  );
  return {
    document,
    text,
    speaker: speaker.name,
    kind: speaker.kind,
    bloc,
    manner,
    cue,
    chain,
    stance,
    topics,
    confidence,
  };
}

/** How somebody was found, with the words that decided. */
function decisionOf(resolution: Resolution | null) {
  if (resolution === null) return null;
  const { mention, rule, confidence, decidedBy } = resolution;
  return { mention, rule, confidence, decidedBy: decidedBy?.text ?? null, sentences: decidedBy?.sentences };
}

function exchangeDecision(decision: ReturnType<typeof decisionOf>): ReturnType<typeof decisionOf> {
  if (decision === null) return null;
  const words = (text: string | null) => (text === null ? null : exchange(text));
  return { ...decision, mention: words(decision.mention), decidedBy: words(decision.decidedBy) };
}

/** What the labels must be once the two sides are exchanged in the text. */
export function exchangeLabels(labels: Labels): Labels {
  const name = (known: string) => LISTED.get(known) ?? exchange(known);
  return {
    ...labels,
    text: exchange(labels.text),
    speaker: name(labels.speaker),
    bloc: SWAPPED[labels.bloc],
    chain: labels.chain.map(
      ([hop, cue, manner, decision]) => [name(hop), cue, manner, exchangeDecision(decision)] as const,
    ),
  };
}

/** The bloc that takes the place of this one. */
export function exchangeBloc(bloc: Bloc): Bloc {
  return SWAPPED[bloc];
}

function both(pairs: [string, string][]): Map<string, string> {
  return new Map(pairs.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]));
}

function capitalise(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
