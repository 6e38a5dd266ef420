import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src/claim.ts';
import type { DocumentSummary, DraftResponse, VerifyResponse } from '../../src/contract.ts';
import {
  aboutPage,
  additionPage,
  addPage,
  auditPage,
  claimPage,
  comparePage,
  correctionsPage,
  documentPage,
  documentsPage,
  errorPage,
  homePage,
  queuePage,
  searchPage,
  signInPage,
  sourcePage,
  sourcesPage,
  speakerPage,
  speakersPage,
  topicPage,
  topicsPage,
  verifyPage,
} from '../../web/index.ts';
import {
  ADDITION,
  AUDIT,
  COMPARING,
  exampleClaimView,
  exampleColumn,
  exampleComparison,
  exampleResponse,
  exampleView,
  OVERLAPPING,
  OWN,
  PARAPHRASED,
  QUOTED,
  REQUEST,
  SOURCE_VIEW,
  SPEAKER_VIEW,
  STATS,
  SUMMARY,
  TOPIC_SIDES,
  TOPIC_VIEW,
  TOPICS,
  VERSION,
  WHY,
  WITHIN,
} from './examples.ts';

const EVIL = `"><script>alert(1)</script><img src=x onerror='alert(2)'>'&amp;\u202Ecipher\u2066\u200B`;
const EVIL_ADDRESS = 'javascript:alert(document.domain)//"><script>';

/** The same value with every string in it made hostile, but for those that the program itself chooses. */
function poison<T>(value: T, key = ''): T {
  if (typeof value === 'string') {
    if (
      /^(bloc|manner|stance|kind|quality|id|version|start|verdict|attribution|order|silent|relation|claims|from|to|months?|polarity)$/.test(
        key,
      )
    )
      return value;
    return (key === 'address' ? EVIL_ADDRESS : `${EVIL}${value}`) as T;
  }
  if (Array.isArray(value)) return value.map((one) => poison(one, key)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poison(one, name)])) as T;
}

const CLAIMS = [QUOTED, PARAPHRASED, OVERLAPPING, OWN];

const AT = { start: 0, end: 3 };

const EDITOR = { canSignIn: true, editor: { name: 'Mia Field', form: 'sealed' } };

const VERDICT: VerifyResponse = {
  quotation: 'a comprehensive approach to protecting our citizens’ data privacy',
  verdict: 'altered',
  attribution: 'different-speaker',
  summary: 'A passage like this stands in one document.',
  speaker: QUOTED.speaker,
  earliest: { document: 'plan.txt', version: VERSION, title: 'A plan', date: '2020', ...AT },
  matches: [
    {
      document: 'plan.txt',
      version: VERSION,
      title: 'A plan in five parts',
      date: null,
      digestOf: 'The Clean Network',
      quality: 'damaged',
      start: QUOTED.start,
      end: QUOTED.end,
      page: 2,
      text: QUOTED.text,
      before: 'before',
      after: 'after',
      verdict: 'altered',
      reporter: 'The Gazette',
      speaker: QUOTED.speaker,
      manner: 'direct',
      polarity: 'asserted',
      claim: QUOTED.id,
      differences: [
        { kind: 'replaced', serious: false, expected: 'guarding', found: 'protecting', expectedAt: AT, foundAt: AT },
        { kind: 'negation', serious: true, expected: '', found: 'never', expectedAt: AT, foundAt: AT },
      ],
    },
  ],
  wordings: [
    { text: 'one', carriers: [{ document: 'a', version: VERSION, title: 'A', date: null, ...AT }], differences: [] },
    {
      text: 'two',
      carriers: [{ document: 'b', version: VERSION, title: null, date: '2020', ...AT }],
      differences: [{ kind: 'replaced', serious: false, expected: 'one', found: 'two', expectedAt: AT, foundAt: AT }],
    },
  ],
  paraphrases: [{ claim: QUOTED, likeness: 0.8 }],
  quotations: [],
};

const DRAFT: DraftResponse = {
  title: 'An article',
  text: 'She said “so”.',
  quotations: [
    { start: 10, end: 12, page: 1, speaker: 'Somebody', mention: 'She', polarity: 'asserted' as const, check: VERDICT },
  ],
  counts: { verbatim: 0, trimmed: 0, altered: 1, paraphrase: 0, 'not-found': 0 },
  misattributed: 1,
  serious: 1,
};

/** Every page, over the given claims and a function through which all other data goes. */
function allPages(claims: Claim[], through: <T>(value: T) => T): Record<string, string> {
  const digest: DocumentSummary = {
    ...SUMMARY,
    digestOf: { title: 'The Clean Network', address: 'https://example.org' },
  };
  const view = exampleView(claims, {
    digestOf: digest.digestOf,
    warnings: [{ code: 'DAMAGED_TEXT', message: 'words are missing' }],
    quality: 'damaged',
  });
  // The text stays as it is, so that the offsets hold; a hostile text has a test of its own.
  const { text, blocks, claimList, versions, ...described } = view;
  const request = { ...REQUEST, query: through('words'), speaker: [through('Somebody')], from: '2020' };
  const column = exampleColumn(claims);
  const columns = {
    us: column,
    china: { ...exampleColumn([], 'china'), note: through('no claim') },
    europe: exampleColumn([], 'europe'),
  };
  const verifying = { quotation: through(VERDICT.quotation), speaker: through('Mike Pompeo') };
  return {
    home: homePage({
      stats: STATS,
      topics: through(TOPICS),
      sides: through(TOPIC_SIDES),
      documents: through([SUMMARY, digest]),
      tries: through({
        searches: ['cables'],
        topics: [{ id: 'cloud', name: 'Clouds' }],
        quotation: { words: 'The sea is open', speaker: 'Ada Stone' },
      }),
    }),
    search: searchPage({
      request,
      response: through(exampleResponse(claims, 90)),
      topics: through(TOPICS),
      target: through('the Programme'),
      stats: STATS,
    }),
    compare: comparePage({
      request: { ...COMPARING, topic: through('cloud'), order: through('us'), from: '2020' },
      response: through(exampleComparison(columns)),
      topics: through(TOPICS),
      sides: through(TOPIC_SIDES),
      stats: STATS,
      speakers: through(['Mike Pompeo']),
      target: through('the Programme'),
    }),
    topics: comparePage({
      request: { ...COMPARING, topic: '' },
      response: null,
      topics: through(TOPICS),
      sides: through(TOPIC_SIDES),
      stats: STATS,
      speakers: [],
      target: '',
    }),
    verify: verifyPage({ request: verifying, response: through(VERDICT), speakers: [through('Mike Pompeo')] }),
    draft: verifyPage({
      request: { quotation: '' },
      response: null,
      speakers: [],
      draft: through(DRAFT),
      documents: 3,
    }),
    form: verifyPage({ request: { quotation: '' }, response: null, speakers: [] }),
    documents: documentsPage({
      request: { query: through('a name'), offset: 0 },
      response: { total: 2, documents: through([SUMMARY, digest]) },
    }),
    document: documentPage({
      view: { ...through(described), text, blocks, claimList, versions },
      highlight: claims[0]!.id,
      passage: { start: 0, end: 40 },
    }),
    claim: claimPage({
      view: { ...through(exampleClaimView(claims[0]!)), claim: claims[0]!, current: false },
      target: through('the Programme'),
      topics: through(TOPICS),
      why: through(WHY),
    }),
    speakers: speakersPage({
      request: { query: through('po'), bloc: undefined, offset: 60 },
      response: { total: 200, speakers: through([SPEAKER_VIEW]) },
    }),
    speaker: speakerPage({ view: through(SPEAKER_VIEW), ...through(WITHIN) }),
    sources: sourcesPage({
      request: { query: '', bloc: 'us', offset: 0 },
      response: { total: 1, sources: through([SOURCE_VIEW]) },
    }),
    source: sourcePage({ view: through(SOURCE_VIEW), ...through(WITHIN) }),
    'all topics': topicsPage({ topics: through(TOPICS), sides: through(TOPIC_SIDES) }),
    topic: topicPage({ view: through(TOPIC_VIEW), ...through(WITHIN) }),
    queue: queuePage(
      {
        view: { ...through(exampleClaimView(claims[0]!)), claim: claims[0]! },
        at: 1,
        total: 3,
        speakers: [through('Somebody')],
        topics: through(TOPICS),
        target: through('the Programme'),
      },
      EDITOR,
    ),
    corrections: correctionsPage({ entries: through(exampleClaimView(claims[0]!).history) }, EDITOR),
    'sign-in': signInPage({ canSignIn: true, editor: null }),
    'no sign-in': signInPage({ canSignIn: false, editor: null }),
    add: addPage({ additions: through([ADDITION]) }, EDITOR),
    addition: additionPage(
      { addition: { ...ADDITION, source: through('plan.txt') }, view: null, topics: through(TOPICS), target: '' },
      EDITOR,
    ),
    about: aboutPage({ stats: STATS, audit: through(AUDIT) }),
    audit: auditPage({ audit: through(AUDIT) }),
    error: errorPage({ status: 404, message: through('There is nothing.') }),
  };
}

const plainPages = allPages(CLAIMS, (value) => value);
const poisonedPages = allPages(
  CLAIMS.map((claim) => {
    const { text, document, ...rest } = claim;
    return { ...poison(rest), text, document: `${EVIL}${document}` };
  }),
  poison,
);

describe.each(Object.entries(plainPages))('The page %s', (_, html) => {
  const $ = load(html);

  it('has a language, a title, one first heading, and a main part that the skip link reaches', () => {
    expect(html.startsWith('<!doctype html>')).toBe(true);
    expect($('html').attr('lang')).toBe('en');
    expect($('title').text()).toContain('Triptych');
    expect($('h1')).toHaveLength(1);
    expect($($('.skip').attr('href')!).is('main')).toBe(true);
  });

  it('names every field and every part', () => {
    for (const field of $('input:not([type=hidden]), select, textarea').toArray()) {
      const id = $(field).attr('id');
      const label = id ? $(`label[for="${id}"]`) : $(field).closest('label');
      expect(label.text().trim(), $.html(field)).not.toBe('');
    }
    for (const part of $('[aria-labelledby]').toArray()) {
      expect(
        $(`[id="${$(part).attr('aria-labelledby')}"]`)
          .text()
          .trim(),
        $.html(part),
      ).not.toBe('');
    }
  });

  it('never skips a level of headings', () => {
    const levels = $('h1, h2, h3, h4, h5, h6')
      .toArray()
      .map((heading) => Number(heading.tagName.slice(1)));
    levels.reduce((before, level) => {
      expect(level).toBeLessThanOrEqual(before + 1);
      return level;
    }, 0);
  });
});

describe.each(Object.entries({ ...prefix('plain', plainPages), ...prefix('hostile', poisonedPages) }))(
  'The page over data: %s',
  (_, html) => {
    const $ = load(html);

    it('has every identifier once', () => {
      const ids = $('[id]')
        .toArray()
        .map((element) => $(element).attr('id'));
      expect(ids).toEqual([...new Set(ids)]);
    });

    it('has no script, style or handler of its own, so that a strict policy holds', () => {
      expect($('style, [style], img, iframe, object, embed, base')).toHaveLength(0);
      expect(
        $('script')
          .toArray()
          .map((script) => [$(script).attr('src'), $(script).text()]),
      ).toEqual([['/script.js', '']]);
      const names = $('*')
        .toArray()
        .flatMap((element) => Object.keys('attribs' in element ? element.attribs : {}));
      expect(names.filter((name) => name.startsWith('on'))).toEqual([]);
    });

    it('links to web pages and to its own addresses only', () => {
      for (const link of $('a, form, link').toArray()) {
        const target = $(link).attr('href') ?? $(link).attr('action') ?? '';
        expect(target).toMatch(/^(https?:\/\/|\/(?!\/)|#)/);
      }
    });
  },
);

it('Tabs tell pages of one kind from each other', () => {
  const titleOf = (html: string) => load(html)('head title').text();
  expect(titleOf(plainPages['verify']!)).toMatch(/^Altered: “a comprehensive approach .*…” – Verify – Triptych$/);
  const request = { ...REQUEST, query: 'words', offset: 20 };
  const data = { response: exampleResponse(CLAIMS, 90), topics: TOPICS, target: '', stats: STATS };
  expect(titleOf(searchPage({ request, ...data }))).toBe('words – From 21 – Search – Triptych');
});

it('Who may not do something is led to where they may sign in, if that is possible here', () => {
  const error = { status: 401, message: 'Only editors may do this.' };
  const leads = (canSignIn: boolean) =>
    load(errorPage(error, { canSignIn, editor: null }))('main a[href="/sign-in"]').length;
  expect([leads(true), leads(false)]).toEqual([1, 0]);
});

it('The script and the style of a page are small, compressed', () => {
  const size = (name: string) => gzipSync(readFileSync(new URL(`../../web/${name}`, import.meta.url))).length;
  expect(size('script.js')).toBeLessThan(60_000);
  expect(size('style.css')).toBeLessThan(30_000);
});

describe('Hostile text', () => {
  it('is shown as it is, wherever it comes from', () => {
    for (const name of ['home', 'search', 'compare', 'verify', 'documents', 'document', 'claim', 'error']) {
      expect(load(poisonedPages[name]!)('main').text(), name).toContain('"><script>alert(1)</script>');
    }
  });

  it('cannot turn around what stands beside it', () => {
    const $ = load(poisonedPages['search']!);
    expect($('title').text()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect($('.claim .speaker bdi').first().text()).toContain('\u202E');
    expect($('.claim .speaker').first().children('a').children('bdi')).toHaveLength(1);
  });

  it('of a document stands in the text as text', () => {
    const text = `${EVIL} said “${EVIL}”`;
    const start = text.lastIndexOf(EVIL);
    const claim: Claim = { ...QUOTED, text: EVIL, start, end: start + EVIL.length };
    const view = exampleView([claim], { text, blocks: [{ kind: 'paragraph', start: 0, end: text.length }] });
    const $ = load(documentPage({ view }));
    expect($('.text p').text()).toBe(text);
    expect($(`mark[id="${claim.id}"]`).text()).toBe(EVIL);
  });

  it('that is an address becomes a link only if it is one of the web', () => {
    const $ = load(poisonedPages['document']!);
    expect($('.facts .address').text()).toBe(EVIL_ADDRESS);
    expect($('.facts .address').is('a')).toBe(false);
    expect(load(plainPages['document']!)('.facts a.address').attr('href')).toBe(SUMMARY.address);
  });

  it('does not count as a Wikidata identifier', () => {
    expect(poisonedPages['claim']).not.toContain('wikidata.org');
    expect(plainPages['claim']).toContain('https://www.wikidata.org/wiki/Q473239');
  });
});

function prefix<T>(word: string, record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [`${word} ${name}`, value]));
}
