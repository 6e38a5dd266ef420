/**
 * One form for the British and the American spelling of a word, so that either finds the other. The form need not be a
 * word, and is never shown. General rules where a pattern is safe, lists of stems where it is not ("four" is not "for").
 * The variants are those of VarCon (SCOWL) and of the Oxford and Webster dictionaries; there is no kept-up list on npm.
 */
export function spellingKey(word: string): string {
  const known = keys.get(word);
  if (known !== undefined) return known;
  if (word.length < 4) return word;
  const possessive = /^(\w+)('s?)$/.exec(word);
  if (possessive) return spellingKey(possessive[1]!) + possessive[2]!;
  if (!/^[a-z]+$/.test(word)) return word;
  const plain = irregular(word).replace(DIPHTHONG, (stem) => stem.replace(/[ao]e(?!$)/, 'e'));
  const key = RULES.reduce((form, [pattern, replacement]) => form.replace(pattern, replacement), plain);
  if (keys.size >= REMEMBERED) keys.clear();
  keys.set(word, key);
  return key;
}

/** Other spellings that a word may have, to look it up by; some are no words. */
export function otherSpellings(word: string): string[] {
  const known = others.get(word);
  if (known !== undefined) return known;
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return [];
  const key = spellingKey(word);
  const found = new Set([key, ...TURNED.map(([pattern, replacement]) => key.replace(pattern, replacement))]);
  for (const [one, other] of PAIRS) {
    if (word.startsWith(one)) found.add(other + word.slice(one.length));
    if (word.startsWith(other)) found.add(one + word.slice(other.length));
  }
  found.delete(word);
  if (others.size >= REMEMBERED) others.clear();
  others.set(word, [...found]);
  return [...found];
}

/** Texts repeat their words, so that a key is mostly looked up rather than made. */
const REMEMBERED = 50_000;
const keys = new Map<string, string>();
const others = new Map<string, string[]>();

const OUR =
  'arb|arm|behavi|cand|clam|col|demean|discol|dishon|endeav|enam|fav|ferv|flav|glam|harb|hon|hum|lab|misdemean|neighb|od|parl|ranc|rig|rum|sav|splend|succ|tum|val|vap|vig';
const RE =
  'calib|cent|centimet|epicent|fib|goit|kilomet|lit|lust|meag|met|millimet|reconnoit|sab|sepulch|somb|spect|theat';
const ENCE = 'def|off|pret';
const OGUE = 'anal|catal|dial|epil|monol|prol|trav|travel';
/** Stems in which British spelling keeps the Latin diphthong. */
const AE =
  'aesthe|anaem|anaesthe|archaeol|caesar|encyclopaed|faec|gynaec|haem|leukaem|mediaev|orthopaed|paed|septicaem';
const OE = 'amoeb|diarrhoea|foet|manoeuvr|oedem|oesoph|oestr';

const DIPHTHONG = new RegExp(`^(?:${AE}|${OE})`);

const RULES: [RegExp, string][] = [
  [new RegExp(`^(un|re|over)?(${OUR})our(?=$|s|ed|ing|er|ers|able|ably|ite|ites|ful|less|ist|hood|ly)`), '$1$2or'],
  [new RegExp(`^(${RE})re(?=$|s|d)`), '$1er'],
  [new RegExp(`^(${ENCE})ence(?=$|s|less)`), '$1ense'],
  [new RegExp(`^(${OGUE})ogue?(?=$|s)`), '$1og'],
  // organise, organisation, analyse; no other words than these end in -ize where some end in -ise.
  [/^(\w{3,})is(e|ed|es|er|ers|ing|ation|ations|ational|able)$/, '$1iz$2'],
  [/^(\w{3,})ys(e|ed|es|er|ers|ing)$/, '$1yz$2'],
  // travelled, cancelling, signaller, marvellous: after two syllables; "filled" and "filed" are two words.
  [/^(\w*[aeiou]\w*[^aeiou\W][aeo])ll(ed|ing|ings|er|ers|or|ors|ous|ously|ist|ists|able)$/, '$1l$2'],
  [/^(\w*[aeiou]\w*)ogramme(s?)$/, '$1ogram$2'],
  [/^(kilo)?gramme(s?)$/, '$1gram$2'],
];

/** The same rules the other way, from the key to British spelling. */
const TURNED: [RegExp, string][] = [
  [new RegExp(`^(un|re|over)?(${OUR})or`), '$1$2our'],
  [new RegExp(`^(${RE})er(?=$|s|d)`), '$1re'],
  [new RegExp(`^(${ENCE})ense(?=$|s|less)`), '$1ence'],
  [new RegExp(`^(${OGUE})og(?=$|s)`), '$1ogue'],
  [/iz(e|ed|es|er|ers|ing|ation|ations|ational|able)$/, 'is$1'],
  [/yz(e|ed|es|er|ers|ing)$/, 'ys$1'],
  [/l(ed|ing|ings|er|ers|or|ors|ous|ously|ist|ists)$/, 'll$1'],
  [/gram(s?)$/, 'gramme$1'],
];

/** Pairs that follow no rule, British first; an inflected form is that of the pair with the ending. */
const PAIRS = new Map(
  `grey gray|programme program|tyre tire|kerb curb|plough plow|aluminium aluminum|sceptic skeptic|sceptical skeptical
  scepticism skepticism|mould mold|moult molt|smoulder smolder|jewellery jewelry|jeweller jeweler|pyjamas pajamas|cosy cozy
  judgement judgment|acknowledgement acknowledgment|ageing aging|likeable likable|sizeable sizable|fulfil fulfill
  fulfilment fulfillment|enrol enroll|enrolment enrollment|instil instill|skilful skillful|wilful willful
  instalment installment|practise practice|practised practiced|practising practicing|licence license|towards toward
  afterwards afterward|backwards backward|forwards forward|whilst while|amongst among|learnt learned|burnt burned
  dreamt dreamed|spelt spelled|spoilt spoiled|leant leaned|leapt leaped|artefact artifact|enquiry inquiry|enquiries inquiries
  enquire inquire|gaol jail|sulphur sulfur|sulphuric sulfuric|woollen woolen|moustache mustache|omelette omelet|yoghurt yogurt
  focussed focused|focussing focusing|benefitted benefited|worshipped worshiped|worshipping worshiping|manoeuvre maneuver
  manoeuvred maneuvered|manoeuvring maneuvering|centring centering|centred centered|axe ax|doughnut donut|furore furor
  whisky whiskey|carat karat|disc disk|draughty drafty|pedlar peddler|storeys stories|cheque check|chequered checkered
  speciality specialty|mediaeval medieval|haulier hauler|sulphide sulfide
  counsellor counselor|councillor councilor|chilli chili|grovelled groveled|distil distill|appal appall|phial vial`
    .split(/[|\n]\s*/)
    .map((pair) => pair.trim().split(' ') as [string, string]),
);

function irregular(word: string): string {
  const whole = PAIRS.get(word);
  if (whole !== undefined) return whole;
  for (const ending of ['s', 'es', 'd', 'ed', 'r', 'er', 'ers', 'ing']) {
    const other = word.endsWith(ending) ? PAIRS.get(word.slice(0, -ending.length)) : undefined;
    if (other !== undefined) return other + ending;
  }
  return word;
}
