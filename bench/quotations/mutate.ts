import type { DifferenceKind } from '../../src/contract.ts';
import { Random } from '../scale/random.ts';

/** One edit to a true sentence, and what it is. */
export interface Mutation {
  kind: DifferenceKind;
  /** What was done, so that failures can be looked at by class. */
  edit: string;
  text: string;
}

/**
 * All edits that a sentence allows, one of each sort. They were written from grammars of English and from memory of how
 * quotations go wrong, without a look at the lists by which verifying tells them apart, and hold words that those lists
 * may lack. Nothing is changed at the first word or after the last two, where a loss leaves a true part of the sentence.
 */
export function mutationsOf(sentence: string, seed: number): Mutation[] {
  const random = new Random(seed);
  return EDITS.flatMap(({ kind, edit, make }) => {
    const text = make(sentence, random);
    return text === undefined || text === sentence ? [] : [{ kind, edit, text }];
  });
}

interface Edit {
  kind: DifferenceKind;
  edit: string;
  make: (sentence: string, random: Random) => string | undefined;
}

/** Replaces one match of a pattern that lies inside the sentence by what `to` makes of it. */
function at(pattern: RegExp, to: (match: string, random: Random) => string | undefined): Edit['make'] {
  return (sentence, random) => {
    const inside = [...sentence.matchAll(pattern)].filter(
      ({ index, 0: match }) =>
        index > 0 &&
        sentence.slice(0, index).includes(' ') &&
        sentence.slice(index + match.length).split(' ').length > 3,
    );
    if (inside.length === 0) return undefined;
    const found = random.pick(inside);
    const made = to(found[0], random);
    if (made === undefined) return undefined;
    const text = sentence.slice(0, found.index) + made + sentence.slice(found.index + found[0].length);
    return text.replace(/ {2,}/g, ' ');
  };
}

/** Exchanges words by pairs, either way. */
function pairs(table: string): Edit['make'] {
  const map = new Map<string, string[]>();
  const add = (from: string, to: string) => map.set(from, [...(map.get(from) ?? []), to]);
  for (const pair of table.split(/\s*\|\s*/)) {
    const [one, other] = pair.trim().split(/\s*[=>]\s*/) as [string, string];
    add(one, other);
    if (pair.includes('=')) add(other, one);
  }
  const pattern = new RegExp(
    `(?<![\\w-])(?:${[...map.keys()].sort((a, b) => b.length - a.length).join('|')})(?![\\w-])`,
    'g',
  );
  return at(pattern, (match, random) => random.pick(map.get(match)!));
}

const AUXILIARY = /(?<!\w)(?:is|are|was|were|will|can|could|may|might|must|should|would|shall|has|have|had)(?= \w)/g;
const PLAIN_NOUN =
  /(?<=\b(?:the|a|an|and|of|in) )(?:cable|licence|network|harbour|contract|warehouse|satellite|supplier|platform|factory|trade|security|privacy|growth|competition|government|company|companies|technology|information|agreement|programme|countries|people|rules|market|markets|statement|equipment|infrastructure|citizens|investment|policy|law|report|world|public|minister|meeting|services|data|work|system|states)(?! ?-)\b/g;
const NAME = /(?<=[a-z,] )\p{Lu}\p{Ll}{3,}(?: \p{Lu}\p{Ll}{2,})?(?=[ ,])/gu;
const MONTH = /(?:January|February|April|June|July|August|September|October|November|December)/g;

const EDITS: Edit[] = [
  { kind: 'negation', edit: 'not put in', make: at(AUXILIARY, (word) => `${word} not`) },
  {
    kind: 'negation',
    edit: 'never put in',
    make: at(/(?<=\b(?:has|have|had|who|that|will) )\w+(?:ed|t)\b/g, (word) => `never ${word}`),
  },
  { kind: 'negation', edit: 'not left out', make: at(/ (?:not|never)(?= )/g, () => '') },
  { kind: 'negation', edit: 'no for a', make: at(/(?<= )(?:a|an|the|any)(?= [a-z]+ [a-z])/g, () => 'no') },
  { kind: 'negation', edit: 'without for with', make: pairs('with=without') },
  {
    kind: 'negation',
    edit: 'contrary adjective',
    make: pairs(
      'legal=illegal|reliable=unreliable|fair=unfair|stable=unstable|secure=insecure|responsible=irresponsible|lawful=unlawful|predictable=unpredictable|possible=impossible|sustainable=unsustainable|trusted=untrusted|necessary=unnecessary|likely=unlikely|proportionate=disproportionate|regular=irregular|harmful=harmless|accountable=unaccountable|acceptable=unacceptable|discriminatory=non-discriminatory',
    ),
  },
  {
    kind: 'number',
    edit: 'other digits',
    make: at(/(?<![\w$€.,])\d{2,}(?![\w.,]\d)/g, (digits, random) => String(Number(digits) + 1 + random.below(8))),
  },
  {
    kind: 'number',
    edit: 'other money',
    make: at(/[$€]\d+/g, (sum, random) => sum.charAt(0) + (Number(sum.slice(1)) + 1 + random.below(40))),
  },
  { kind: 'number', edit: 'other currency', make: at(/[$€](?=\d)/g, (sign) => (sign === '$' ? '€' : '$')) },
  { kind: 'number', edit: 'other magnitude', make: pairs('million=billion|thousand=million') },
  {
    kind: 'number',
    edit: 'other number word',
    make: pairs(
      'two>nine|three>eight|five>thirteen|seven>seventeen|eleven>nineteen|twelve>twenty|fifteen>fifty|forty>fourteen|sixty>sixteen|ninety>nineteen|first>third|second>fourth',
    ),
  },
  { kind: 'number', edit: 'other month', make: at(MONTH, (month) => (month === 'April' ? 'August' : 'March')) },
  { kind: 'number', edit: 'percentage', make: at(/\d+(?:\.\d)?(?=%| per cent)/g, (value) => `${Number(value) + 2}`) },
  {
    kind: 'name',
    edit: 'another name',
    make: at(NAME, (name, random) => {
      if (
        /^(?:January|February|March|April|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday)/.test(
          name,
        )
      )
        return undefined;
      const other = name.includes(' ')
        ? ['Beatrix Moreau', 'Karim Sayed', 'Wu Guozhen']
        : ['Uruguay', 'Siemens', 'Kazan', 'Samsung', 'Morocco'];
      return random.pick(other);
    }),
  },
  {
    kind: 'hedge',
    edit: 'other modal',
    make: pairs(
      'may>will|could>will|might>will|should>must|must>may|can>could|would>will|shall>may|will>may|will>might|will>should',
    ),
  },
  {
    kind: 'hedge',
    edit: 'doubt left out',
    make: at(
      / (?:allegedly|reportedly|apparently|perhaps|probably|supposedly|presumably|possibly|alleged|suspected|purported)(?= )/g,
      () => '',
    ),
  },
  {
    kind: 'hedge',
    edit: 'doubt put in',
    make: at(
      /(?<=\b(?:is|are|was|were|has|have) )(?!not\b)\w+/g,
      (word, random) =>
        `${random.pick(['allegedly', 'conceivably', 'reputedly', 'possibly', 'hypothetically', 'seemingly', 'putatively', 'in theory', 'it is feared'])} ${word}`,
    ),
  },
  {
    kind: 'hedge',
    edit: 'certainty put in',
    make: at(
      /(?<=\b(?:is|are|was|were|has|have) )(?!not\b)\w+/g,
      (word, random) =>
        `${random.pick(['undoubtedly', 'certainly', 'assuredly', 'inevitably', 'indisputably', 'unmistakably', 'of course'])} ${word}`,
    ),
  },
  {
    kind: 'quantifier',
    edit: 'other quantity',
    make: pairs(
      'all>some|most>few|many>several|some>all|several>most|few>many|numerous>few|every>any|each>every|both>some|always>often|often>rarely|more>less|plenty of>a handful of|any>all|always>sometimes|everyone>someone|everything>something',
    ),
  },
  {
    kind: 'quantifier',
    edit: 'only put in',
    make: at(/(?<= )(?:in|for|by|from|with)(?= \w)/g, (word) => `only ${word}`),
  },
  {
    kind: 'tense',
    edit: 'other tense of to be or have',
    make: pairs('is>was|are>were|was>is|were>are|has>had|have>had|had>has'),
  },
  {
    kind: 'tense',
    edit: 'other tense of a verb',
    make: pairs(
      'approves>approved|builds>built|sells>sold|protects>protected|threatens>threatened|chooses>chose|controls>controlled|withdraws>withdrew|steals>stole|teaches>taught|hides>hid|breaks>broke|seeks>sought|undermines>undermined|drives>drove|rejects>rejected|welcomes>welcomed|fell>falls|pay>paid|agree>agreed|says>said|said>says|calls>called|called>calls|wants>wanted|asked>asks|told>tells|uses>used|poses>posed|makes>made|gives>gave|took>takes|runs>ran|means>meant|keeps>kept|holds>held|binds>bound|stands>stood|remains>remained|requires>required|announced>announces|warned>warns|leaves>left',
    ),
  },
  {
    kind: 'tense',
    edit: 'progressive',
    make: pairs(
      'sells>is selling|builds>is building|pays>is paying|seeks>is seeking|protects>is protecting|expands>is expanding|uses>is using|exports>is exporting',
    ),
  },
  {
    kind: 'replaced',
    edit: 'another noun',
    make: at(PLAIN_NOUN, (word, random) =>
      random.pick(
        ['umbrella', 'orchestra', 'meadow', 'furnace', 'cathedral', 'lottery', 'blanket'].filter(
          (other) => other !== word,
        ),
      ),
    ),
  },
  {
    kind: 'replaced',
    edit: 'singular and plural',
    make: pairs(
      'cable>cables|network>networks|supplier>suppliers|company=companies|country=countries|operator=operators|citizen=citizens|harbours>harbour|contracts>contract|factories>factory|rule=rules|market=markets|state=states|statement=statements',
    ),
  },
  {
    kind: 'replaced',
    edit: 'a near synonym',
    make: pairs(
      'costly>expensive|cheap>inexpensive|abandoned>deserted|purchased>bought|openly>publicly|promptly>swiftly|near>beside|threatened>menaced|within>inside|quietly>discreetly|share>divide|according>thanks|company>firm|countries>nations|important>vital|rules>norms|attack>assault|protect>shield|begin>start|large>big|people>folk',
    ),
  },
  {
    kind: 'dropped',
    edit: 'an adjective left out',
    make: at(
      /(?<=\b(?:the|a|an) )(?:costly|coastal|ambitious|regional|digital|commercial|cautious|rural|foreign|modest|technical|strategic|wireless|independent|transparent|vulnerable|cheap|urgent|practical|temporary|national|international|economic|global|political|new|major|clean) (?=[a-z])/g,
      () => '',
    ),
  },
  {
    kind: 'dropped',
    edit: 'an adverb left out',
    make: at(/ (?:quietly|openly|jointly|abroad|online|promptly)(?= \w)/g, () => ''),
  },
  {
    kind: 'dropped',
    edit: 'a conjunct left out',
    make: at(/ and [a-z]{5,}(?= (?:in|of|for|with|to)\b)/g, (words) => (/not|never|ly$/.test(words) ? undefined : '')),
  },
  {
    kind: 'added',
    edit: 'an adjective put in',
    make: at(
      /(?<=\b(?:the|a) )[bcdfghjklmnpqrstvwxz][a-z]+(?= )/g,
      (word, random) =>
        `${random.pick(['so-called', 'shameful', 'wooden', 'magnificent', 'corrupt', 'purple'])} ${word}`,
    ),
  },
  {
    kind: 'added',
    edit: 'a conjunct put in',
    make: at(
      /(?<=\b(?:of|for|with) )[a-z]{5,}(?= (?:and|in|for)\b)/g,
      (word, random) => `${word} and ${random.pick(['tourism', 'justice', 'furniture', 'fishing'])}`,
    ),
  },
  {
    kind: 'order',
    edit: 'conjuncts exchanged',
    make: at(/\b([a-z]{4,}) and ([a-z]{4,})(?=[ ,])/g, (words) => {
      const [one, other] = words.split(' and ');
      return one === other ? undefined : `${other} and ${one}`;
    }),
  },
  {
    kind: 'order',
    edit: 'adverb moved',
    make: (sentence) =>
      sentence.replace(/^(\w.*?) (quietly|openly|jointly|promptly|abroad|online) (\w+) (\w+ .*)$/, '$1 $3 $2 $4'),
  },
  {
    kind: 'order',
    edit: 'two names exchanged',
    make: (sentence) => {
      const found = [...sentence.matchAll(/(?<=[a-z,] )\p{Lu}\p{Ll}{3,}(?=[ ,])/gu)].filter(
        ({ 0: name }) =>
          !/^(?:January|February|April|June|July|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday)$/.test(
            name,
          ),
      );
      const [one, other] = [found[0], found.at(-1)];
      if (!one || !other || one[0] === other[0] || other.index - one.index > 60) return undefined;
      if (sentence.slice(other.index + other[0].length).split(' ').length <= 3) return undefined;
      return (
        sentence.slice(0, one.index) +
        other[0] +
        sentence.slice(one.index + one[0].length, other.index) +
        one[0] +
        sentence.slice(other.index + other[0].length)
      );
    },
  },
  {
    kind: 'spelling',
    edit: 'British and American',
    make: pairs(
      'harbour=harbor|harbours=harbors|licence=license|licences=licenses|organised=organized|organises=organizes|organise=organize|recognised=recognized|recognises=recognizes|recognise=recognize|defence=defense|labour=labor|behaviour=behavior|honour=honor|kilometres=kilometers|metres=meters|programme=program|centre=center|colour=color|analyse=analyze|catalogue=catalog|modernise=modernize|neighbouring=neighboring|neighbours=neighbors|travellers=travelers|criticised=criticized|prioritise=prioritize|jeopardise=jeopardize|characterised=characterized|favour=favor|authorised=authorized|utilise=utilize',
    ),
  },
  { kind: 'spelling', edit: 'per cent sign', make: pairs('per cent>percent') },
  {
    kind: 'spelling',
    edit: 'number in figures',
    make: pairs('eleven>11|twelve>12|fifteen>15|forty>40|sixty>60|ninety>90'),
  },
  {
    kind: 'spelling',
    edit: 'contraction',
    make: pairs("do not>don't|is not>isn't|are not>aren't|does not>doesn't|will not>won't|cannot>can't|has not>hasn't"),
  },
  { kind: 'punctuation', edit: 'comma left out', make: at(/,(?= )/g, () => '') },
  {
    kind: 'punctuation',
    edit: 'comma put in',
    make: at(/(?<=[a-z]) (?=(?:in|of|for|and|that|because|although|while) )/g, () => ', '),
  },
  { kind: 'punctuation', edit: 'word in quotation marks', make: at(/(?<= )[a-z]{5,}(?= )/g, (word) => `“${word}”`) },
  {
    kind: 'hidden',
    edit: 'words for an ellipsis',
    make: at(
      /(?<= )(?!(?:not|never|no|may|might|could)\b)[a-z]+ (?!(?:not|never|no|may|might|could)\b)[a-z]+(?= )/g,
      () => '…',
    ),
  },
  {
    kind: 'bracketed',
    edit: 'a word in brackets put in',
    make: at(/(?<=\b(?:the|of|in) )[a-z]+(?= )/g, (word) => `[leading] ${word}`),
  },
];
