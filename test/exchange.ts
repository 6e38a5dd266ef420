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
  ['the Department of State of the United States', 'the Ministry of Foreign Affairs of China'],
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
const anyName = anyOf(partners);

/** Names of a state and of a union of states, which is a side too. */
const UNION = both([
  ['the United States', 'the European Union'],
  ['the US', 'the EU'],
  ['US', 'EU'],
  ['American', 'European'],
  ['Americans', 'Europeans'],
  ['America', 'Europe'],
  ['The United States', 'The European Union'],
  ['The US', 'The EU'],
]);
const anyOfUnion = anyOf(UNION);

/** The text with the names of the United States in place of those of the European Union, and the other way round. */
export function exchangeUnion(text: string): string {
  return text.replace(anyOfUnion, (name) => UNION.get(name) as string);
}

/** The text with every name of one side in place of its partner on the other; twice, it is the text again. */
export function exchange(text: string): string {
  return text.replace(anyName, (name) => partners.get(name) as string);
}

type Labels = ReturnType<typeof labelsOf>;

/** Everything that a claim says, but for identifiers and offsets, which depend on the length of names. */
export function labelsOf(claim: Claim) {
  const { document, text, bloc, capacity, manner, polarity, cue, stance, topics, confidence, speaker } = claim;
  const chain = claim.chain.map(
    ({ name, cue, manner, resolution }) => [name, cue, manner, decisionOf(resolution)] as const,
  );
  return {
    document,
    text,
    speaker: speaker.name,
    kind: speaker.kind,
    jointly: claim.jointly.map(({ name }) => name),
    bloc,
    capacity,
    manner,
    polarity,
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
    jointly: labels.jointly.map(name),
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

function anyOf(names: ReadonlyMap<string, string>): RegExp {
  const longestFirst = [...names.keys()].sort((a, b) => b.length - a.length);
  return new RegExp(`(?<!\\p{L})(?:${longestFirst.join('|')})(?!\\p{L})`, 'gu');
}

function capitalise(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
