/**
 * The numbers that some words name, each in one notation: "12" and "twelve" are both 12, "5%" and "five per cent" 5%.
 * Dates (months, days of the week) count as numbers, since a wrong one is a wrong figure. Undefined where a word that
 * belongs to no number stands among them.
 */
export function figureOf(words: readonly string[]): string | undefined {
  let total = 0;
  let part = 0;
  let unit = '';
  let found = false;
  for (const word of words.map(withDecimalPoint)) {
    const digits = /^([$€£¥]?)([-−]?\d[\d,]*(?:\.\d+)?)(%|‰|st|nd|rd|th|s)?$/u.exec(word);
    if (digits) {
      part += Number(digits[2]!.replaceAll(',', ''));
      unit += (digits[1] ?? '') + (/^[%‰]$/.test(digits[3] ?? '') ? digits[3] : '');
    } else if (ONES.has(word)) part += ONES.get(word)!;
    else if (word === 'hundred') part = Math.max(1, part) * 100;
    else if (SCALES.has(word)) {
      total += Math.max(1, part) * SCALES.get(word)!;
      part = 0;
    } else if (word === 'percent') unit += '%';
    else if (UNITS.has(word)) unit += UNITS.get(word);
    else if (word !== 'and' && word !== 'per' && word !== 'cent') return undefined;
    else if (word === 'cent') unit += '%';
    if (word !== 'and' && word !== 'per') found = true;
  }
  return found ? `${total + part}${unit}` : undefined;
}

/** "62,5" as "62.5": a comma that parts thousands has three digits after it. */
function withDecimalPoint(word: string): string {
  return word.replace(/^(\D*\d+),(\d{1,2})(?!\d)/u, '$1.$2');
}

/** Whether a word names what figures count or measure: time, length, weight, money, or shares. */
export function isMeasure(word: string): boolean {
  return MEASURES.has(word.replace(/(?<=\w{2})s$/, ''));
}

/** Whether a word in lower case names a number, a part or a multiple; "one" is a pronoun more often than a figure. */
export function isNumeric(word: string): boolean {
  if (word === 'one') return false;
  return /\p{Nd}/u.test(word) || ONES.has(word) || SCALES.has(word) || OTHERS.has(word);
}

/** Whether a word as written names a month or a day of the week; "may" and "march" in small letters do not. */
export function isDate(raw: string): boolean {
  return DATES.has(raw);
}

const ONES = new Map<string, number>(
  `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
  nineteen`
    .split(/\s+/)
    .map((word, i) => [word, i]),
);
for (const [i, word] of 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').entries())
  ONES.set(word, 20 + 10 * i);

const SCALES = new Map([
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
]);
const UNITS = new Map([
  ['dollars', '$'],
  ['euros', '€'],
  ['pounds', '£'],
]);

/** Ordinals, fractions and multiples; "second" and "quarter" may mean others things, but not where they were exchanged. */
const OTHERS = new Set(
  `hundred dozen first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth twentieth hundredth half
  halves quarter quarters thirds fifths tenths once twice thrice double doubled doubling triple tripled tripling quadruple
  quadrupled halved halving single percent`.split(/\s+/),
);

/** In the singular, as far as an "s" makes the plural. */
const MEASURES = new Set(
  `minute hour day week month year decade century centuries metre meter kilometre kilometer mile foot feet inch inche yard
  acre hectare gram kilogram kilo tonne ton litre liter gallon barrel watt kilowatt megawatt gigawatt byte kilobyte megabyte
  gigabyte terabyte cent dollar euro pound yuan yen won rouble ruble rupee franc degree`.split(/\s+/),
);

const DATES = new Set(
  `January February March April May June July August September October November December Monday Tuesday Wednesday Thursday
  Friday Saturday Sunday`.split(/\s+/),
);
