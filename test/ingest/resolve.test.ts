import { describe, expect, it } from 'vitest';
import { findNames, type Resolved, resolve } from '../../ingest/resolve/index.ts';
import type { Attribution, Block, Metadata, Sentence, Span } from '../../src/claim.ts';
import { loadRegistry } from '../../src/registry.ts';

const registry = loadRegistry('corpus');

/**
 * Resolves a text in which sources stand in [brackets] and attributed words in {braces}; `#` begins a heading, a blank
 * line a new block. Every source gets the content that follows it, or else the one before.
 */
function read(marked: string, metadata: Metadata = {}, document = 'test.txt') {
  let text = '';
  const sources: Span[] = [];
  const contents: Span[] = [];
  const open: number[] = [];
  for (const char of marked) {
    if (char === '[' || char === '{') open.push(text.length);
    else if (char === ']') sources.push({ start: open.pop()!, end: text.length });
    else if (char === '}') contents.push({ start: open.pop()!, end: text.length });
    else text += char;
  }
  const blocks: Block[] = [...text.matchAll(/[^\n](?:.|\n(?!\n))*/g)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
    kind: m[0].startsWith('#') ? 'heading' : 'paragraph',
  }));
  const sentences: Sentence[] = blocks.flatMap((block, i) =>
    [
      ...text
        .slice(block.start, block.end)
        .matchAll(/\S(?:(?:Mr|Gov|\b\p{Lu})\.|[^.!?]|[.!?](?!["”]?\s))*[.!?]?["”]?/gu),
    ].map((m) => ({
      start: block.start + m.index,
      end: block.start + m.index + m[0].length,
      block: i,
    })),
  );
  const attributions: Attribution[] = sources.map((source) => {
    const content = contents.find((c) => c.start >= source.end) ?? contents.at(-1);
    return { source: [source], cue: [], content: content ? [content] : [], manner: 'indirect', confidence: 1 };
  });
  const result = resolve({ text, blocks, sentences, attributions, metadata, registry, document });
  return { ...result, found: result.attributionSpeakers };
}

/** The speaker of a mention at the beginning of a sentence. */
const who = (mention: string): Resolved['speaker'] => read(`[${mention}] said that {it is so}.`).found[0]!.speaker;
const names = (marked: string, metadata: Metadata = {}) => read(marked, metadata).found.map((r) => r.speaker.name);

describe('finding names in text without capitals and frequent words', () => {
  const filler = 'harbour boats fish nets storms lamps cranes '.repeat(15);

  it.each([
    ['us department state', 'mike pompeo', 'pompeo'],
    ['ministry foreign affairs china', 'wang yi', 'wang'],
  ])('finds %s, %s, and %s alone once the text has named him in full', (body, person, surname) => {
    const text = `${filler}${body} said boats late ${person} added nets torn old cranes idle ${surname} noted storms`;
    const found = findNames(text, registry).map(({ start, end }) => text.slice(start, end));
    expect(found).toEqual([body, person, surname]);
  });
});

describe('finding speakers of the registry', () => {
  it.each([
    ['US Secretary of State Mike Pompeo', 'Mike Pompeo'],
    ['MICHAEL R. POMPEO SECRETARY OF STATE', 'Mike Pompeo'],
    ['Pompeo’s announcement', 'Mike Pompeo'],
    ['Oracle CEO Safra Catz', 'Safra Catz'],
    ['CEO Jun Sawada of Japan’s NTT', 'Jun Sawada'],
    ['the People’s Daily report', "People's Daily"],
    ['The founder and owner of Polsat group Zygmunt Solarz', 'Zygmunt Solarz'],
    ['the Chinese government', 'China'],
    ['Washington', 'United States'],
    ['外交部发言人赵立坚', 'Zhao Lijian'],
    ['Czech Prime Minister Andrej Babis', 'Andrej Babiš'],
    ['Chinese tech giant Huawei', 'Huawei'],
    ['China Mobile', 'China Mobile'],
  ])('finds in "%s" %s', (mention, name) => {
    expect(who(mention).name).toBe(name);
  });

  it('prefers the person to the organisations of the title, and keeps what the registry knows', () => {
    expect(who('European Commissioner Thierry Breton')).toMatchObject({ kind: 'person', bloc: 'europe' });
  });

  it('does not take a pronoun for the United States', () => {
    expect(who('us').name).not.toBe('United States');
  });

  it('does not take one country’s ministry for another’s', () => {
    expect(who('Poland’s foreign ministry')).toMatchObject({ kind: 'organisation', bloc: 'europe', country: 'PL' });
  });
});

describe('people whom nobody listed', () => {
  it('get name, role, country and bloc from the mention', () => {
    expect(who('Austria’s State Secretary Irmgard Öllinger-Šimek')).toMatchObject({
      id: 'irmgard-ollinger-simek',
      name: 'Irmgard Öllinger-Šimek',
      kind: 'person',
      country: 'AT',
      bloc: 'europe',
      roles: [{ title: 'State Secretary' }],
    });
  });

  it.each([
    ['Huawei vice president Ana Quispe', 'Ana Quispe', 'Huawei', 'china'],
    ['Ana Quispe, a vice president of Cisco', 'Ana Quispe', 'Cisco', 'us'],
    ['Ericsson’s Ana Quispe', 'Ana Quispe', 'Ericsson', 'europe'],
    ['Ana Quispe, an analyst at the University of Bonn', 'Ana Quispe', 'University of Bonn', 'europe'],
    ['Tarnhelm Systems founder Ludo van der Aalst', 'Ludo van der Aalst', 'Tarnhelm Systems', 'other'],
  ])('belong to the organisation named beside them: %s', (mention, name, affiliation, bloc) => {
    expect(who(mention)).toMatchObject({ name, kind: 'person', affiliation, bloc });
  });

  it.each([
    ['Ana Quispe, a spokeswoman for Nokia in Beijing', 'europe'],
    ['the American ambassador to the EU, Ana Quispe', 'us'],
    ['China’s envoy to Germany, Ana Quispe', 'china'],
    ['the European Union’s ambassador to China, Ana Quispe', 'europe'],
    ['Ana Quispe, head of the US mission to NATO', 'us'],
    ['the German ambassador in Washington', 'europe'],
    ['the spokesman of the Chinese Embassy in the Czech Republic', 'china'],
    ['an official in Beijing', 'china'],
    ['an official in the European Commission', 'europe'],
  ])('belong to those who sent them, and not to where they are: %s', (mention, bloc) => {
    expect(who(mention)).toMatchObject({ bloc });
  });

  it.each([
    '“{It is so},” [Ana Quispe, a lawyer], told the Financial Times.',
    'In an interview with Reuters, [Ana Quispe, a minister], said that {it is so}.',
    '{Huawei is too large}, said [Ana Quispe, an analyst].',
    'The paper quoted [Ana Quispe], a consultant who spoke to Bloomberg, as saying that {it is so}.',
  ])('belong to nobody whom they only speak to, or of: %s', (text) => {
    const { speaker } = read(text).found[0]!;
    expect(speaker).toMatchObject({ name: 'Ana Quispe', bloc: 'other' });
    expect(speaker).not.toHaveProperty('affiliation');
    expect(speaker).not.toHaveProperty('country');
  });

  it.each([
    ['Ana Quispe, who studies Chinese technology policy at a Boston college', 'other'],
    ['Ana Quispe, who has long covered China for a Berlin think tank', 'europe'],
    ['Ana Quispe, who follows American policy at the think tank Bruegel', 'europe'],
    ['Ana Quispe, a fellow at the Mercator Institute for China Studies in Berlin', 'europe'],
    ['Ana Quispe, an expert on Chinese law', 'other'],
    ['Ana Quispe, a scholar of American politics', 'other'],
    ['Ana Quispe, a specialist in US-China relations', 'other'],
    ['Ana Quispe, a China analyst at an Oslo bank', 'europe'],
    ['Ana Quispe, a Chinese analyst', 'china'],
    ['Ana Quispe, an America analyst at an Oslo bank', 'europe'],
    ['Ana Quispe, a US analyst', 'us'],
    ['Ana Quispe, a PRC analyst', 'china'],
    ['Ana Quispe, a director on the US National Security Council', 'us'],
    ['Ana Quispe, a longtime critic of Huawei', 'other'],
    ['Ana Quispe, a German lawmaker critical of Huawei', 'europe'],
    ['Ana Quispe, the British minister for China', 'europe'],
    ['Ana Quispe, who fled a war with Russia', 'other'],
    ['a US official who briefed European diplomats', 'us'],
    ['China hawks in the US Senate', 'us'],
    ['opponents of Huawei', 'other'],
    ['the Chinese Chamber of Commerce to the EU', 'china'],
    ['the US mission to the European Union', 'us'],
  ])('belong to nobody whom they only study, oppose or deal with: %s', (mention, bloc) => {
    expect(who(mention)).toMatchObject({ bloc });
  });

  it('may be called as a people is', () => {
    expect(who('Mayor Finn Daly')).toMatchObject({ name: 'Finn Daly', kind: 'person', bloc: 'other' });
  });

  it('are the publisher where a part of its name calls it so', () => {
    const said = '[The Commission] said {it is so}.';
    expect(names(said, { publisher: 'European Commission' })).toEqual(['European Commission']);
    expect(names(said)).toEqual(['Commission']);
  });

  it('are a body that only its country tells from others, where a sentence began with it', () => {
    const text = 'Nokia opened an office. The Swedish embassy in Oslo wrote within hours. [It] said {it is so}.';
    expect(read(text).found[0]!.speaker).toMatchObject({ name: 'Swedish embassy', country: 'SE', bloc: 'europe' });
  });

  it('are no others who held such an office in another body', () => {
    const text =
      '[Ana Quispe, a spokeswoman for Nokia], said {it is so}. [The spokeswoman of the Swedish Embassy] said {it is not}.';
    expect(names(text)).toEqual(['Ana Quispe', 'The spokeswoman of the Swedish Embassy']);
  });

  it('belong to the sentence’s organisation when the mention says "its"', () => {
    const [speaker] = read('Nokia grew last year, and [its chief technologist Ana Quispe] said {it will go on}.').found;
    expect(speaker?.speaker).toMatchObject({ name: 'Ana Quispe', affiliation: 'Nokia', bloc: 'europe' });
  });

  it('count for Europe where the mention says no more than "European"', () => {
    expect(who('a European diplomat')).toMatchObject({ kind: 'unnamed', bloc: 'europe' });
  });
});

describe('an unnamed holder of an office', () => {
  it.each([
    [
      '[A German ministry spokesman] said {it is so}. Ana Quispe, a director, made the remarks.',
      'Ana Quispe',
      'europe',
    ],
    ['[A German ministry spokesman] said {it is so}. “{Indeed},” spokesman Ana Quispe said.', 'Ana Quispe', 'europe'],
    [
      '[A Chinese foreign ministry spokesperson] said {it is so}. Wang Wenbin made the remarks.',
      'Wang Wenbin',
      'china',
    ],
  ])('is the one whom the next sentence names so: %s', (text, name, bloc) => {
    expect(read(text).found[0]!.speaker).toMatchObject({ name, bloc });
  });

  it.each([
    '[A German ministry spokesman] said {it is so}. Wang Wenbin made the remarks in Riga.',
    '[A German ministry spokesman] said {it is so}. “{Indeed},” judge Ana Quispe said.',
    '[A spokesman] said {it is so}. Ana Quispe made the remarks in Riga.',
    '[Two German spokesmen] said {it is so}. Ana Quispe made the remarks in Riga.',
  ])('is nobody else: %s', (text) => {
    expect(read(text).found[0]!.speaker).toMatchObject({ kind: 'unnamed' });
  });

  it('is not of whom he speaks', () => {
    expect(names('The Hungarian minister for innovation, [Ana Quispe], said Huawei {would help}.')).toEqual([
      'Ana Quispe',
    ]);
    const [found] = read('[The Hungarian minister for innovation, Ana Quispe], said Huawei {would help}.').found;
    expect(found!.speaker).toMatchObject({ country: 'HU', bloc: 'europe' });
  });
});

describe('whoever belongs to a body that was named before', () => {
  it.each([
    ['Nokia grew last year. [A spokesman for the company] said {it will go on}.', 'europe'],
    ['Huawei grew last year. “{It will go on},” [a company spokesman] said.', 'china'],
    ['Cisco grew last year. [The firm’s chairman, Ana Quispe], said {it will go on}.', 'us'],
    ['The Semiconductor Industry Association met. [The group’s president, Ana Quispe], said {it will go on}.', 'us'],
    ['The Chinese foreign ministry held a briefing. [A ministry official] said {it will go on}.', 'china'],
    ['The weather was fine. [A spokesman for the company] said {it will go on}.', 'other'],
    ['Nokia grew last year. [A spokesman for the government] said {it will go on}.', 'other'],
  ])('counts with it: %s', (text, bloc) => {
    expect(read(text).found[0]!.speaker).toMatchObject({ bloc });
  });

  it('is not taken up by a noun of its name where the text calls it otherwise', () => {
    const text = '[The Harbour Group] said {so}. It added to the EU toolbox. [The group] said {it will go on}.';
    expect(names(text)).toEqual(['Harbour Group', 'Harbour Group']);
  });

  it('has its whole name, and not a shorter one that begins with its article', () => {
    expect(who('the EU Chamber of Commerce in China').name).toBe('European Union Chamber of Commerce in China');
    expect(who('China’s mission to the EU').name).toBe('Mission of China to the European Union');
  });

  it('is found by a nationality and a task', () => {
    expect(who('the Chinese foreign ministry')).toMatchObject({ name: 'Ministry of Foreign Affairs of China' });
    expect(who('the Icelandic interior ministry')).toMatchObject({
      name: 'Icelandic interior ministry',
      country: 'IS',
    });
    expect(who('an Icelandic ministry')).toMatchObject({ kind: 'unnamed', bloc: 'europe' });
    expect(names('The Icelandic interior ministry met. [The ministry] said {it will go on}.')).toEqual([
      'Icelandic interior ministry',
    ]);
  });
});

describe('what somebody wrote', () => {
  it('is by whom it names, and not by those who have seen it', () => {
    expect(who('an op-ed in the People’s Daily by Ana Quispe')).toMatchObject({ name: 'Ana Quispe' });
    expect(who('a commentary in the People’s Daily')).toMatchObject({ name: "People's Daily" });
    expect(who('a memo seen by Reuters')).toMatchObject({
      kind: 'unnamed',
      name: 'a memo seen by Reuters',
      bloc: 'other',
    });
    expect(who('the memo, a copy of which was read by Reuters')).toMatchObject({ kind: 'unnamed', name: 'the memo' });
    expect(who('the report published by Reuters')).toMatchObject({ name: 'Reuters' });
  });

  it('is by a state where it is its standpoint', () => {
    expect(who('the American position')).toMatchObject({ name: 'United States' });
    expect(who('the US stance')).toMatchObject({ name: 'United States' });
    expect(who('the Norwegian view')).toMatchObject({ name: 'Norway' });
    expect(who('the Norwegian commentary')).toMatchObject({ kind: 'unnamed' });
  });
});

describe('speakers without a name', () => {
  it.each([
    ['two international media outlets', 'other'],
    ['officials', 'other'],
    ['a senior EU diplomat', 'europe'],
    ['researchers at the University of Bonn', 'europe'],
    ['a Huawei spokesman', 'china'],
    ['US officials', 'us'],
    ['a spokesman for Mike Pompeo', 'us'],
    ['Chinese state media', 'china'],
  ] as const)('are called by their mention: %s', (mention, bloc) => {
    expect(who(mention)).toMatchObject({ kind: 'unnamed', name: mention, bloc });
  });

  it('are other speakers in another document', () => {
    const one = read('[officials] said {so}.', {}, 'one.txt').found[0]!.speaker;
    const two = read('[officials] said {so}.', {}, 'two.txt').found[0]!.speaker;
    expect(one.id).not.toBe(two.id);
    expect(one.name).toBe(two.name);
  });

  it('are unnamed sources where the text has no word for them', () => {
    const attribution: Attribution = {
      source: [],
      cue: [],
      content: [{ start: 0, end: 4 }],
      manner: 'indirect',
      confidence: 1,
    };
    const text = 'Rain is expected.';
    const { attributionSpeakers } = resolve({
      text,
      blocks: [{ start: 0, end: text.length, kind: 'paragraph' }],
      sentences: [{ start: 0, end: text.length, block: 0 }],
      attributions: [attribution],
      metadata: {},
      registry,
      document: 'a.txt',
    });
    expect(attributionSpeakers[0]?.speaker).toMatchObject({ kind: 'unnamed', name: 'unnamed source', bloc: 'other' });
  });
});

describe('who is taken up again', () => {
  it('finds a surname’s bearer, also where the family name comes first', () => {
    expect(
      names(
        'Foreign Minister Wang Yi spoke in Berlin. [Wang] said {it was late}. Then [Ana Quispe] said {no}, and [Quispe] said {never}.',
      ),
    ).toEqual(['Wang Yi', 'Ana Quispe', 'Ana Quispe']);
  });

  it('keeps two people of one surname apart', () => {
    expect(
      names(
        '[Wang Yi] said {so}. [Wang Wenbin], a spokesman, said {no}. [Wang] said {it again}. Earlier [Senator Susan Pompeo] said {yes}. [Pompeo] said {more}.',
      ),
    ).toEqual(['Wang Yi', 'Wang Wenbin', 'Wang Wenbin', 'Susan Pompeo', 'Susan Pompeo']);
  });

  it('takes "he" for the person of the sentence before, not for one in quoted words', () => {
    expect(names('[Ana Quispe] said {that Mike Pompeo was wrong}. [She] said {it twice}.')).toEqual([
      'Ana Quispe',
      'Ana Quispe',
    ]);
  });

  it('takes "he" and "she" for those whom the document calls so, by title, kinship or pronoun', () => {
    expect(
      names(
        '[Ana Quispe], a spokeswoman, said {no}. [Sam Okoro], her brother, said {yes}. [She] said {never}. [He] said {now}.',
      ),
    ).toEqual(['Ana Quispe', 'Sam Okoro', 'Ana Quispe', 'Sam Okoro']);
    expect(names('[Sam Okoro] said {that Mr Ruiz lied}. [Kim Roy] said {she left}. [He] said {more}.').at(-1)).toBe(
      'Sam Okoro',
    );
  });

  it('takes "she" and "who" for a name that nothing introduces, where its sentence is about it', () => {
    const text = 'Mike Pompeo spoke first. Nora Quill, however, was blunt. “{It is so},” [she] said.';
    expect(names(text)).toEqual(['Nora Quill']);
    expect(names('It was Nora Quill [who] said {so}.')).toEqual(['Nora Quill']);
    expect(names('Mike Pompeo spoke first. Clean Talks went on; no talks were clean. [He] said {so}.')).toEqual([
      'Mike Pompeo',
    ]);
    expect(names('Mike Pompeo spoke. Several Europeans listened. [He] said {so}.')).toEqual(['Mike Pompeo']);
  });

  it('never takes a pronoun or noun for somebody whom its own words name', () => {
    const port = '[The Weir Port Authority] asked {for patience}. Many buy from Huawei. ';
    expect(names(`${port}[It] said {that Huawei had lied}.`).at(-1)).toBe('Weir Port Authority');
    expect(names(`${port}[It] said {that it had lied}.`).at(-1)).toBe('Huawei');
    expect(names('[Sam Okoro] met Kim Roy. [He] said {that Roy was late}.').at(-1)).toBe('Sam Okoro');
  });

  it('takes "it" for an owner or a place only where there is nothing else', () => {
    const port = '[The Weir Port Authority] asked {for patience}. ';
    expect(names(`${port}In Norway, [it] added, {nobody waits}.`).at(-1)).toBe('Weir Port Authority');
    expect(names(`${port}Many left Huawei’s store. [It] said {that this was wise}.`).at(-1)).toBe(
      'Weir Port Authority',
    );
    expect(names('Tolls rise in Norway. [It] said {that this was wise}.').at(-1)).toBe('Norway');
  });

  it('takes "the principles" and "the group" for a body whose name has the noun, and "the agency" also for one of news', () => {
    expect(names('[The Riga Charter] was signed. [The charter] says {no}.').at(-1)).toBe('Riga Charter');
    expect(names('[The Helm Working Group] met Tarvik Systems. [The group] said {no}.').at(-1)).toBe(
      'Helm Working Group',
    );
    expect(names('[The Helm Council] said {no}. [The group] said {more}.').at(-1)).toBe('Helm Council');
    expect(names('[Reuters] wrote {no}. According to [the agency], {all is well}.').at(-1)).toBe('Reuters');
  });

  it('takes "her order" for the one who gave it, and "Farmers’ Union" for one name', () => {
    expect(names('[Clara Venn] signed. [Her order] states {that all must go}.').at(-1)).toBe('Clara Venn');
    expect(names('[The Harbour Workers’ Union] said {no}.')).toEqual(['Harbour Workers’ Union']);
  });

  it('takes up an unnamed person, and not the one who quotes', () => {
    expect(names('[Ana Quispe] spoke. [One of the guests] said {no}. [He] said {never}.').at(-1)).toBe(
      'One of the guests',
    );
  });

  it('takes "they" for the people, named or not, whom the text brought in last, and for no single person', () => {
    expect(names('Reuters cites two officials. [They] said {it ended}.')).toEqual(['two officials']);
    expect(
      names('[Experts at the University of Porto] said {so}. [The experts] said {more}. [They] said {all}.'),
    ).toEqual(Array(3).fill('Experts at the University of Porto'));
    expect(names('[Ana Quispe] said {no}. [They] said {yes}.').at(-1)).toBe('unnamed source');
  });

  it('takes "the company" for the one that was heard last, though the other one is listed', () => {
    expect(names('[Ericsson] said {yes}. [Bolt Mobil] said it would {appeal}. [The company] said {no}.')).toEqual([
      'Ericsson',
      'Bolt Mobil',
      'Bolt Mobil',
    ]);
  });

  it('knows an office by its other names, and by what its holder does', () => {
    expect(names('[Ana Quispe, chief executive of Orvane], said {so}. [The outgoing CEO] said {more}.').at(-1)).toBe(
      'Ana Quispe',
    );
    expect(names('[Ana Quispe], who founded the firm, said {so}. [The founder] said {more}.').at(-1)).toBe(
      'Ana Quispe',
    );
  });

  it('takes a first name after "my friend" for a person, and a name in apposition for a body', () => {
    expect(read('[My friend Igor] said {so}.').found[0]!.speaker).toMatchObject({ name: 'Igor', kind: 'person' });
    expect(names('[The plaintiff, Corvid Systems,] said {so}. [Corvid] said {more}.')).toEqual([
      'Corvid Systems',
      'Corvid Systems',
    ]);
  });

  it('takes "the ministry" for the publisher and "the government" for its state where the text names no other', () => {
    const metadata = { publisher: 'Ministry of Fish of Tarsia', country: 'NO' };
    const found = read('[The ministry] said {so}. [The government] said {more}.', metadata).found;
    expect(found.map((r) => r.speaker.name)).toEqual(['Ministry of Fish of Tarsia', 'Norway']);
    for (const { confidence } of found) expect(confidence).toBeLessThan(0.75);
  });

  it('is less sure of a surname that two people bear', () => {
    const { found } = read('[Ana Roy] said {so}. [Kim Roy] said {no}. [Roy] said {more}.');
    expect(found[2]).toMatchObject({ rule: 'part of several full names' });
    expect(found[2]!.confidence).toBeLessThan(found[0]!.confidence);
  });

  it('says which mention decided', () => {
    const text = 'Ana Quispe spoke. She said so.';
    const { found } = read('[Ana Quispe] spoke. [She] said {so}.');
    expect(found[0]!.decidedBy).toBeUndefined();
    const { start, end } = found[1]!.decidedBy!;
    expect(text.slice(start, end)).toBe('Ana Quispe');
  });

  it('takes "it" for an organisation, state or announcement', () => {
    expect(names('Huawei moved. [It] said {so}.')).toEqual(['Huawei']);
    expect(names('Mike Pompeo’s announcement names China. [It] says {more}.')).toEqual(['Mike Pompeo']);
  });

  it('takes a title, "the paper", "the company" and "the administration" for those who were named', () => {
    expect(names('Chancellor Ana Quispe came. Ericsson was there. [The chancellor] said {yes}.')).toEqual([
      'Ana Quispe',
    ]);
    expect(names('The People’s Daily wrote about Huawei. [The paper] said {no}. [The company] said {yes}.')).toEqual([
      "People's Daily",
      'Huawei',
    ]);
    expect(names('The Trump administration acted. [The administration] said {so}.')).toEqual(['Trump administration']);
  });

  it('takes a shortened name for the organisation that was named in full', () => {
    expect(names('The European Commission met. [The Commission] said {so}.')).toEqual(['European Commission']);
    expect(names('China’s Ministry of Commerce met. [The Ministry of Commerce] said {so}.')).toEqual([
      'Ministry of Commerce of China',
    ]);
  });

  it('keeps to one unnamed holder of an office', () => {
    const [one, two] = read('[The chairman of the Lake Conference] said {so}. [The chairman] said {more}.').found;
    expect(two?.speaker).toEqual(one?.speaker);
  });

  it('knows the author from the metadata, by surname too', () => {
    expect(names('[Quispe] writes {so}.', { author: 'Ana Quispe', publisher: 'The Register' })).toEqual(['Ana Quispe']);
    expect(
      names('[Michael Kans] writes {so}, and [Kans] adds {more}.', {
        digestOf: { author: 'Michael Kans', publisher: 'Michael Kans Blog' },
      }),
    ).toEqual(['Michael Kans', 'Michael Kans']);
  });

  it('knows acronyms from where the text explains them', () => {
    expect(names('The Bureau of Lake Affairs (BLA) met. [The BLA] said {so}.')).toEqual(['Bureau of Lake Affairs']);
  });

  it('ascribes to the giver of a speech what his state says in it', () => {
    expect(names('In a speech given by the PRC’s Foreign Minister Wang Yi, [the PRC] proposed {rules}.')).toEqual([
      'Wang Yi',
    ]);
    expect(names('In a speech given by Wang Yi, [Poland] was asked {to join}.')).toEqual(['Poland']);
  });

  it('finds the holder of an office at the date of the document', () => {
    const [speaker] = read('[The US Secretary of State] said {so}.', { date: '2020-08-05' }).found;
    expect(speaker?.speaker.name).toBe('Mike Pompeo');
  });

  it('lets "we" inside what somebody says be that somebody, and elsewhere the document', () => {
    expect(names('[We] believe {so}.', { publisher: 'US Department of State' })).toEqual(['US Department of State']);
  });
});

describe('text that has lost its capitals', () => {
  const filler =
    'network equipment vendors carriers cables apps cloud standards trust privacy security alliance '.repeat(8);

  it('finds names of the registry, the one nearest to the verb', () => {
    expect(names(`${filler} [chinese foreign ministry spokesman zhao lijian] called {it unfair}`)).toEqual([
      'Zhao Lijian',
    ]);
    expect(names(`${filler} [cables united] states said {so}`)).toEqual(['United States']);
  });

  it('takes "us" for the country only where the frequent words are gone', () => {
    expect(names(`${filler} [us] said {so}`)).toEqual(['United States']);
    expect(names(`${filler} and all of the others told [us] that {so}`)).not.toEqual(['United States']);
  });

  it('prefers a body to the person whose name it bears, and knows a short surname from its full name', () => {
    const text = `${'zhao lijian spokesman said words came '.repeat(20)} trump administration said clean`;
    const at = (words: string) => ({ start: text.lastIndexOf(words), end: text.lastIndexOf(words) + words.length });
    const attributions = [at('trump administration'), at('zhao')].map((source) => ({
      source: [source],
      cue: [],
      content: [],
      manner: 'indirect' as const,
      confidence: 1,
    }));
    const whole = { start: 0, end: text.length };
    const { attributionSpeakers } = resolve({
      text,
      blocks: [{ ...whole, kind: 'paragraph' }],
      sentences: [{ ...whole, block: 0 }],
      attributions,
      metadata: {},
      registry,
      document: 'bare.txt',
    });
    expect(attributionSpeakers.map((r) => r.speaker.name)).toEqual(['Trump administration', 'Zhao Lijian']);
  });

  it('leaves groups without a name', () => {
    const [found] = read(`${filler} [united states researchers] said {so}`).found;
    expect(found?.speaker).toMatchObject({ kind: 'unnamed', bloc: 'us' });
  });
});

describe('nobody is invented', () => {
  it.each(['# Cloud Computing Under Fire, [Digital Sovereignty] says {so}', '# [Clean Path] says {so}'])(
    'out of a heading: %s',
    (heading) => {
      const [found] = read(`${heading}\n\nThe report came later.`).found;
      expect(found?.speaker.kind).toBe('unnamed');
    },
  );

  it.each(['Critics', 'Protectionism', 'Officials', 'Many observers', 'Some'])('out of a common noun: %s', (noun) => {
    expect(who(noun).kind).toBe('unnamed');
  });

  it('out of words that the document also writes small', () => {
    const [found] = read('The mobile apps came. [Mobile Apps] said {so}.').found;
    expect(found?.speaker.kind).toBe('unnamed');
  });
});

describe('whose voice a document speaks in', () => {
  const voiceOf = (metadata: Metadata) => read('Rain fell.', metadata).voice.speaker;

  it('is the named author’s', () => {
    expect(voiceOf({ author: 'Ana Quispe', publisher: 'The Register' })).toMatchObject({
      name: 'Ana Quispe',
      kind: 'person',
      bloc: 'europe',
    });
    expect(voiceOf({ author: 'Michael Kans', publisher: 'Michael Kans Blog' })).toMatchObject({
      name: 'Michael Kans',
      kind: 'person',
      bloc: 'us',
    });
  });

  it('is the publisher’s where no author is known, and the institution’s in a policy text', () => {
    expect(voiceOf({ publisher: 'The Register', author: 'many' }).name).toBe('The Register');
    expect(voiceOf({ publisher: 'US Department of State', author: 'Ana Quispe', kind: 'policy text' }).name).toBe(
      'US Department of State',
    );
  });

  it('is an unknown author’s of the given country where nothing is known', () => {
    expect(voiceOf({ country: 'DE' })).toMatchObject({ kind: 'unnamed', name: 'unknown author', bloc: 'europe' });
    expect(voiceOf({})).toMatchObject({ kind: 'unnamed', bloc: 'other' });
  });

  it('is Triptych’s in a digest, whose publisher is handed on', () => {
    const { voice, publishers } = read('Rain fell.', { digestOf: { publisher: 'People’s Daily' } });
    expect(voice.speaker).toMatchObject({ name: 'Triptych', bloc: 'other' });
    expect(publishers.map((p) => p.speaker.name)).toEqual(['Triptych', "People's Daily"]);
  });
});

describe('fairness', () => {
  const swaps: [string, string][] = [
    ['Mike Pompeo', 'Wang Yi'],
    ['Pompeo', 'Wang'],
    ['Washington', 'Beijing'],
    ['the US', 'China'],
    ['US', 'Chinese'],
    ['Huawei', 'Cisco'],
    ['the Washington Post', 'the People’s Daily'],
  ];
  const sentences = [
    '[Mike Pompeo] said {so}.',
    '[Washington] said {so}.',
    '[the US] said {so}.',
    '[US officials] said {so}.',
    '[a US diplomat] said {so}.',
    '[US lawmakers] said {so}.',
    '[Huawei] said {so}.',
    '[a Huawei spokesman] said {so}.',
    '[Huawei vice president Ana Quispe] said {so}.',
    'Mike Pompeo spoke. [Pompeo] said {so}.',
    'Mike Pompeo spoke. [He] said {so}.',
    'In a speech given by Mike Pompeo, [the US] proposed {rules}.',
    'Huawei moved. [The company] said {so}.',
    'It appeared in the Washington Post. [The paper] said {so}.',
    '[The US government] said {so}.',
  ];
  const swap = (text: string) => {
    const pairs = new Map(
      swaps.flatMap(
        ([a, b]) =>
          [
            [a, b],
            [b, a],
          ] as [string, string][],
      ),
    );
    const pattern = new RegExp([...pairs.keys()].sort((a, b) => b.length - a.length).join('|'), 'g');
    return text.replace(pattern, (name) => pairs.get(name)!);
  };
  const mirror = { us: 'china', china: 'us', europe: 'europe', other: 'other' } as const;

  it.each(sentences)('exchanging the blocs exchanges the blocs of speakers and nothing else: %s', (sentence) => {
    const [one] = read(sentence).found;
    const [two] = read(swap(sentence)).found;
    expect(two!.speaker.bloc).toBe(mirror[one!.speaker.bloc]);
    expect([two!.speaker.kind, two!.rule, two!.confidence]).toEqual([one!.speaker.kind, one!.rule, one!.confidence]);
  });
});

describe('who is introduced', () => {
  const found = (marked: string, metadata: Metadata = {}) => read(marked, metadata).found.map((r) => r.speaker);

  it('as one whom the reader does not know is not whom the registry has', () => {
    const [nurse, she] = found('[Wang Yi, a nurse in Guelph,] said {it is late}. [Wang] said {it is dark}.');
    expect(nurse).toMatchObject({ name: 'Wang Yi', roles: [{ title: 'nurse' }], introduced: true });
    expect(nurse!.bloc).toBe('other');
    expect(she!.id).toBe(nurse!.id);
  });

  it('is whom the registry has where the text has to do with him', () => {
    expect(found('China sent its best. [Wang Yi, a polite man,] said {it is late}.')[0]).toMatchObject({
      id: 'wang-yi',
      bloc: 'china',
    });
  });

  it('is told from a namesake in the same text', () => {
    const [one, two] = found(
      '[Jana Quispe, Slovenia’s telecoms regulator,] said {it is late}. [Jana Quispe, a singer from Lima,] said {it is dark}.',
    );
    expect(one!.id).not.toBe(two!.id);
    expect(two!.roles).toEqual([{ title: 'singer' }]);
  });

  it('is known by surname, by title and under a nickname', () => {
    const text =
      'Michael T. Quispe, a painter from Bonn, came. [Quispe] said {it is late}. [The painter] said {it is dark}. [Mike Quispe] said {it is cold}.';
    expect(new Set(found(text).map(({ id }) => id)).size).toBe(1);
  });
});

describe('names that look like something else', () => {
  it.each([
    ['Per Holm', 'Per Holm', 'person'],
    ['Dae-ho Kim of the Busan Port Authority', 'Dae-ho Kim', 'person'],
    ['Michael T. Quispe', 'Michael T. Quispe', 'person'],
    ['nobody', 'nobody', 'unnamed'],
    ['Huawei Germany', 'Huawei Germany', 'organisation'],
  ])('are read whole: %s', (mention, name, kind) => {
    expect(who(mention)).toMatchObject({ name, kind });
  });

  it('are two ministries where two countries have one of that name', () => {
    const [one, two] = read(
      '[Poland’s Ministry of Digital Affairs] said {so}. [Ukraine’s Ministry of Digital Affairs] said {no}.',
    ).found;
    expect(one!.speaker.id).not.toBe(two!.speaker.id);
    expect([one!.speaker.country, two!.speaker.country]).toEqual(['PL', 'UA']);
  });
});

describe('an office on a date', () => {
  it.each([
    ['the US secretary of state', '2019-06-03', 'Mike Pompeo'],
    ['the US secretary of state', '2021-11-12', 'Antony Blinken'],
    ['Austria’s Federal Chancellor', '2019-03', 'Sebastian Kurz'],
    ['Huawei’s founder', '2020', 'Ren Zhengfei'],
  ])('is its holder’s: %s in %s', (mention, date, name) => {
    expect(names(`[${mention}] said that {it is so}.`, { date })).toEqual([name]);
  });
});

describe('the capacity of those whom only the text describes', () => {
  it.each([
    ['Ana Quispe, the founder and owner of Brenta group,', 'company'],
    ['a Huawei spokesman', 'company'],
    ['an analyst at Huawei', 'person'],
    ['a researcher at the University of Warsaw', 'academia'],
    ['the Vietnamese telecoms regulator', 'government'],
    ['a European diplomat', 'international-body'],
    ['Former Estonian minister Ana Quispe', 'person'],
    ['two people familiar with the matter', 'person'],
    ['Chinese state media', 'press'],
    ['a reporter for the Harbour Gazette', 'press'],
    ['environmental activists', 'civil-society'],
    ['Ana Quispe', undefined],
  ])('is read from the words: %s', (mention, capacity) => {
    expect(who(mention).capacity).toBe(capacity);
  });
});
