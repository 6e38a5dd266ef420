/** Documents of any length in shapes that tempt a reader into looking too far: text without an end, marks without partners. */
export interface Shape {
  name: string;
  extension: 'txt' | 'md' | 'html';
  /** As people write. Others are written to tempt, and only what they cost with their length is bounded. */
  natural: boolean;
  /** A document of about so many words. Longer ones are the same but for their length. */
  make(words: number): string;
}

/** Every shape, natural ones first. */
export const SHAPES: Shape[] = [
  ...[
    text('news in paragraphs', (words) => repeat(words, news, '\n\n')),
    text('news in one paragraph', (words) => repeat(words, news, ' ')),
    text('news with a quotation mark for every 20 words', (words) => repeat(words, quotedNews, '\n\n')),
    text('a press conference', (words) => repeat(words, exchange, '\n\n')),
    page('a web page', (words) => repeat(words, (i) => `<p>${news(i)}</p>`, '\n')),
  ].map((shape) => ({ ...shape, natural: true })),
  text('one sentence', (words) => repeat(words, () => 'the council said that the farmers believe what', ' ')),
  text('one sentence of commas', (words) => repeat(words, (i) => `${name(i)}, the mayor, said,`, ' ')),
  text('one word', (words) => 'x'.repeat(words * LETTERS)),
  text('a word a line', (words) => repeat(words, (i) => pick(WORDS, i), '\n')),
  text('nothing but blank lines', (words) => `Nothing.${'\n'.repeat(words * LETTERS)}Nothing.`),
  text('quotation marks', (words) => repeat(words, (i) => `“Yes,” said ${surname(i % 9)}.`, ' ')),
  text('straight quotation marks', (words) => repeat(words, () => 'They call it "safe" and "clean".', ' ')),
  text('single quotation marks', (words) => repeat(words, () => "‘The citizens’ data’ isn't the states' data", ' ')),
  text('marks that only open', (words) => repeat(words, (i) => `The mayor said: “We ${pick(WORDS, i)} it.`, '\n\n')),
  text('marks that only open, in one paragraph', (words) => repeat(words, () => '“We said it', ' ')),
  text('marks that only close', (words) => repeat(words, (i) => `We ${pick(WORDS, i)} it,” he said.`, '\n\n')),
  text('marks inside marks', (words) => repeat(words, () => '“They said ‘we “know” it’', ' ')),
  text('one quotation, opened again in every paragraph', (words) =>
    speech(repeat(words, (i) => `“We ${pick(WORDS, i)} that the bridges are safe.`, '\n\n')),
  ),
  text('one quotation, opened once', (words) =>
    speech(`“${repeat(words, (i) => `We ${pick(WORDS, i)} that the bridges are safe.`, '\n\n')}`),
  ),
  text('names that speak', (words) => repeat(words, (i) => `${name(i)} said that the bridge was safe.`, ' ')),
  text('one name that speaks', (words) => repeat(words, () => 'Ida Lund said that Ida Lund was safe.', ' ')),
  text('names alone', (words) => repeat(words, name, ' ')),
  text('organisations', (words) => repeat(words, (i) => `The ${surname(i)} Bank said that it was safe.`, '\n\n')),
  text('pronouns', (words) => repeat(words, (i) => `${pick(PRONOUNS, i)} said that it was safe.`, ' ')),
  text(
    'pronouns far from a name',
    (words) =>
      `Ida Lund of the Falk Bank spoke. ${repeat(words, (i) => `${pick(PRONOUNS, i)} said that it was safe.`, ' ')}`,
  ),
  text('pronouns and names in one sentence', (words) =>
    repeat(words, (i) => `${pick(PRONOUNS, i)} said that ${name(i % 9)} was safe,`, ' '),
  ),
  text('pronouns among names that only act', (words) =>
    repeat(words, (i) => `${name(i)}, who left, ${pick(PRONOUNS, i)} said, was safe,`, ' '),
  ),
  text('citations', (words) => repeat(words, (i) => `the paper reported, citing ${name(i)}, as they put it,`, ' ')),
  text('quotations that are named', (words) =>
    repeat(words, (i) => `The bridge is “safe,” to quote ${name(i)}, and “old” as the mayor`, ' '),
  ),
  text('what was never named', (words) =>
    repeat(words, (i) => `The ${pick(ANAPHORS, i)} said that the road was safe.`, ' '),
  ),
  text('officials without a name', (words) =>
    repeat(words, (i) => `${pick(ROLES, i)} said that the road was safe.`, ' '),
  ),
  text('reports inside reports', (words) => repeat(words, (i) => `“${name(i)} said that`, ' ')),
  text('denials', (words) => repeat(words, (i) => `${name(i % 99)} denied that the bank had not said so.`, ' ')),
  text('colons', (words) => repeat(words, (i) => `${pick(WORDS, i)}: the ${pick(WORDS, i + 1)}:`, ' ')),
  text('a colon in every paragraph', (words) => repeat(words, (i) => `The mayor of ${name(i)} said:`, '\n\n')),
  text('a transcript', (words) => repeat(words, turn, '\n\n')),
  text('questions and answers', (words) =>
    repeat(words, (i) => `Q: Is the ${name(i)} road safe?\n\nA: It is.`, '\n\n'),
  ),
  text('a list below every name', (words) =>
    repeat(words, (i) => `${name(i)} said:\n\n• It is safe.\n• It is clean.`, '\n\n'),
  ),
  text(
    'one list',
    (words) => `The plan outlines the following:\n\n${repeat(words, (i) => `${i + 1}. It is safe.`, '\n')}`,
  ),
  text('conditions in one sentence', (words) =>
    repeat(words, () => 'the mayor said that if it fails, it must go,', ' '),
  ),
  text('introductions in one sentence', (words) => repeat(words, () => 'he made the following remarks', ' ')),
  text('brackets', (words) => repeat(words, () => 'the mayor (he said (it', ' ')),
  text('capitals', (words) => repeat(words, (i) => news(i).toUpperCase(), '\n\n')),
  text('no capitals', (words) => repeat(words, (i) => news(i).toLowerCase(), '\n\n')),
  text('nothing but words of meaning', (words) =>
    repeat(words, (i) => `${name(i).toLowerCase()} said ${pick(WORDS, i)} bridge threat network claims`, ' '),
  ),
  markdown('headings', (words) =>
    repeat(words, (i) => `${'#'.repeat((i % 6) + 1)} “Safe roads,” says ${name(i)}`, '\n\n'),
  ),
  markdown('a nested list', (words) =>
    repeat(words, (i) => `${'  '.repeat(i % DEEPEST)}- ${name(i)} said that it is safe.`, '\n'),
  ),
  markdown('quotations set apart', (words) => repeat(words, (i) => `> We are safe.\n\n— ${name(i)}`, '\n\n')),
  markdown('a table', (words) => `| a | b |\n|---|---|\n${repeat(words, (i) => `| ${name(i)} | safe |`, '\n')}`),
  markdown('emphasis without an end', (words) => repeat(words, () => '*a **b _c', ' ')),
  markdown('links without an end', (words) => repeat(words, (i) => `[a](b ![c${i % 500 ? '' : '\n\n'}`, ' ')),
  page('a web page of nested boxes', (words) => {
    const depth = Math.min(DEEPEST, words);
    return `${'<div>'.repeat(depth)}${repeat(words, (i) => `<div><p>${news(i)}`, '</p></div>\n')}${'</div>'.repeat(depth)}`;
  }),
  page('a web page of comments', (words) => repeat(words, () => 'Safe roads.<!-- ', ' ')),
  page('a web page of angle brackets', (words) => repeat(words, () => 'Safe < roads <<', ' ')),
  page('a web page of links', (words) => repeat(words, (i) => `<a href="/${i}">Safe roads</a>`, ' ')),
  page(
    'a web page of cells',
    (words) => `<table>${repeat(words, (i) => `<tr><td>${name(i)}</td><td>${news(i)}</td></tr>`, '\n')}</table>`,
  ),
];

/** Characters that stand for a word where a shape has none. */
const LETTERS = 6;
/** Levels of what is nested. */
const DEEPEST = 40;

const WORDS = ['build', 'know', 'trust', 'guard', 'network', 'threat', 'bridge'];
const PRONOUNS = ['He', 'She', 'They', 'It', 'Who', 'We', 'I'];
const ANAPHORS = ['ministry', 'company', 'paper', 'bank', 'report', 'country', 'spokesman', 'minister', 'group'];
const ROLES = ['Two officials', 'A spokesman', 'The chairman', 'Experts', 'Critics', 'An old friend of the mayor'];
const SYLLABLES = ['ba', 'de', 'fi', 'go', 'lu', 'ma', 'ne', 'pi', 'ro', 'su', 'ta', 've'];

function text(name: string, make: Shape['make']): Shape {
  return { name, extension: 'txt', natural: false, make };
}

function markdown(name: string, make: Shape['make']): Shape {
  return { name, extension: 'md', natural: false, make };
}

function page(name: string, make: Shape['make']): Shape {
  const frame = (body: string) => `<!doctype html><html><body><article><h1>Roads</h1>${body}</article></body></html>`;
  return { name, extension: 'html', natural: false, make: (words) => frame(make(words)) };
}

/** Parts until there are so many words. */
function repeat(words: number, part: (i: number) => string, joint: string): string {
  const parts: string[] = [];
  for (let count = 0, i = 0; count < words; i++) {
    const next = part(i);
    parts.push(next);
    count += countWords(next);
  }
  return parts.join(joint);
}

function countWords(part: string): number {
  return part.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

function speech(quotation: string): string {
  return `Ida Lund opened the meeting. She said:\n\n${quotation}”\n\nThen she left.`;
}

function turn(i: number): string {
  return `${name(i % 7).toUpperCase()}: We ${pick(WORDS, i)} that the bridges are safe, and that the roads were never better.`;
}

function news(i: number): string {
  const [first, second, last] = [name(i % 50), name((i + 7) % 50), surname(i % 50)];
  return `${first}, the minister of transport, said on Monday that the bridges were safe. “We have seen no evidence of any threat to the network,” ${last} told reporters in the capital. According to ${second}, who heads the ${surname(i % 30)} Institute, the plan will cost billions. The council has rejected the charges as groundless, and a spokeswoman added that it would publish its own study. Traffic fell by 12 percent last year.`;
}

/** Two quotations in some eighty words: 10,000 marks in a document of 200,000 words. */
function quotedNews(i: number): string {
  const [first, last] = [name(i % 50), surname(i % 50)];
  return `${first}, who leads the port of ${surname(i % 30)}, said that nobody had asked for the new cranes. “We were told of them in the spring,” ${last} said, “and we answered that they would cost more than they bring.” The ministry replied in a letter that the plan was the only way to keep the port alive for another twenty years, and that nobody who had seen the figures could think otherwise.`;
}

/** A question, and an answer of some length. */
function exchange(i: number): string {
  const topic = pick(WORDS, i);
  return `Reporter: The union said on Monday that the ${surname(i % 30)} road was closed. What will you do?\n\nMinister ${name(3)}: We have seen the report, and we do not agree with it. The road was open on all days but one. We ${topic} that the bridges are safe, and the council has told us that the money is there. I would add that others have done less with more.`;
}

/** The i-th of any number of names. */
function name(i: number): string {
  return `${surname(i * 7 + 1)} ${surname(i)}`;
}

function surname(i: number): string {
  const letters = [i % 12, Math.floor(i / 12) % 12, Math.floor(i / 144) % 12, Math.floor(i / 1728) % 12]
    .map((at) => SYLLABLES[at])
    .join('');
  return letters[0]!.toUpperCase() + letters.slice(1);
}

function pick(list: string[], i: number): string {
  return list[i % list.length]!;
}
