import type { Addition } from '../../src/adding/contract.ts';
import type { AuditResponse, BlocAudit } from '../../src/audit/contract.ts';
import type { Bloc, Claim, Resolution } from '../../src/claim.ts';
import type {
  ClaimView,
  Column,
  CompareRequest,
  CompareResponse,
  DocumentSummary,
  DocumentView,
  SearchRequest,
  SearchResponse,
  Stats,
  TopicCount,
  TopicSides,
} from '../../src/contract.ts';
import type { Course, Report, SourceView, SpeakerView, TopicView } from '../../src/dossier/contract.ts';
import type { WhyResponse } from '../../src/why/contract.ts';

/** Made-up data for the tests of the pages: one document, a few claims, and everything that stands around them. */
export const VERSION = 'a3f1'.repeat(16);

export const TOPICS: TopicCount[] = [
  { id: 'cloud', name: 'Cloud services', definition: 'Where data is kept, and by whom.', claims: 12 },
  { id: 'app-stores', name: 'App stores', definition: 'Which apps a shop may offer.', claims: 7 },
  { id: 'undersea-cables', name: 'Undersea cables', definition: 'Cables between continents.', claims: 0 },
];

export const STATS: Stats = {
  documents: 19,
  digests: 14,
  versions: 20,
  claims: 1204,
  speakers: 86,
  embeddings: { model: 'use-512', dimensions: 512 },
  blocs: { us: 540, china: 310, europe: 290, other: 64 },
  manners: { direct: 400, indirect: 500, own: 304 },
};

const auditOf = (bloc: Bloc): BlocAudit => ({
  bloc,
  claims: 40,
  documents: 3,
  published: 1,
  corrected: 2,
  manners: { direct: 10, indirect: 20, own: 10 },
  stances: { supports: 10, opposes: 5, neutral: 25 },
  capacities: {
    government: 30,
    'international-body': 0,
    company: 0,
    press: 10,
    academia: 0,
    'civil-society': 0,
    person: 0,
  },
  verbs: { neutral: 15, doubting: 9, endorsing: 3, other: 3 },
  shares: { own: 0.25, clear: 0.375, neutral: 0.5, doubting: 0.3, endorsing: null },
  confidence: { claim: 0.8, speaker: 0.9, stance: null },
});

export const AUDIT: AuditResponse = {
  documents: 12,
  claims: 160,
  blocs: (['us', 'china', 'europe', 'other'] as const).map(auditOf),
  imbalances: [{ measure: 'doubting', bloc: 'china', share: 0.3, others: 0.1 }],
};

export const WHY: WhyResponse = {
  claim: 'c1',
  text: 'a comprehensive approach',
  heading: 'A plan in five parts',
  polarity: 'denied',
  speaker: {
    name: 'Mike Pompeo',
    kind: 'person',
    confidence: 0.85,
    mention: 'The secretary',
    rule: 'title or office',
    decidedBy: 'A plan',
  },
  bloc: { bloc: 'us', facts: [{ what: 'country', value: 'US', bloc: 'us' }] },
  topics: [
    {
      id: 'cloud',
      given: true,
      probability: 0.812,
      threshold: 0.5,
      terms: ['cloud', 'data'],
      headingTerms: ['plan'],
      similarity: 0.61,
      nearest: { text: 'Data is kept abroad.', similarity: 0.7 },
      words: [{ word: 'abroad', weight: 0.31 }],
    },
    {
      id: 'app-stores',
      given: false,
      probability: 0.12,
      threshold: 0.5,
      terms: [],
      headingTerms: [],
      similarity: 0.2,
      nearest: null,
      words: [],
    },
  ],
  stances: [
    {
      target: 'the-programme',
      stance: 'supports',
      confidence: 0.7,
      threshold: 0.5,
      terms: ['plan'],
      headingTerms: ['plan'],
      nearest: [{ side: 'for', text: 'The plan is right.', similarity: 0.66 }],
      words: [
        { word: 'guarding', weight: 0.12 },
        { word: 'detail', weight: -0.05 },
      ],
      relation: 0.8,
    },
  ],
  unexplained: null,
  corrections: [],
};

export const TEXT = [
  'A plan in five parts',
  'The secretary announced “a comprehensive approach to guarding our citizens’ privacy” on Wednesday. The plan lacks detail.',
  '1. Carriers: untrusted carriers are not to be connected.',
  '2. Stores: untrusted apps are to be removed from the shops.',
  'The foreign ministry said that the plan violates international trade rules and called it bullying.',
  'Share this article',
].join('\n\n');

const KINDS = ['heading', 'paragraph', 'item', 'item', 'paragraph', 'furniture'] as const;

/** A title that the heading explains. */
const SECRETARY: Resolution = {
  mention: 'The secretary',
  rule: 'title or office',
  confidence: 0.85,
  decidedBy: { text: 'A plan', start: 0, end: 6, sentences: 1 },
};

/** A claim of the example document, on the given words of it. */
export function exampleClaim(words: string, fields: Partial<Claim> = {}): Claim {
  const start = TEXT.indexOf(words);
  const name = fields.speaker?.name ?? 'Mike Pompeo';
  return {
    id: `c${start}-${words.length}`,
    document: 'plan.txt',
    version: VERSION,
    text: words,
    around: { before: '', after: '' },
    start,
    end: start + words.length,
    page: null,
    speaker: { id: 'mike-pompeo', name, kind: 'person', country: 'US' },
    bloc: 'us',
    capacity: 'government',
    jointly: [],
    manner: 'direct',
    polarity: 'asserted',
    hedge: null,
    cue: 'announced',
    chain: [
      {
        id: 'the-register',
        name: 'The Register',
        cue: null,
        manner: 'own',
        polarity: 'asserted',
        hedge: null,
        resolution: null,
      },
      {
        id: 'mike-pompeo',
        name,
        cue: 'announced',
        manner: fields.manner ?? 'direct',
        polarity: 'asserted',
        hedge: null,
        resolution: SECRETARY,
      },
    ],
    stance: 'supports',
    topics: ['cloud'],
    confidence: 0.91,
    title: 'A plan in five parts',
    date: '2020-08-06',
    digestOf: null,
    quality: 'intact',
    corrected: [],
    ...fields,
  };
}

export const QUOTED = exampleClaim('a comprehensive approach to guarding our citizens’ privacy');
export const PARAPHRASED = exampleClaim('the plan violates international trade rules', {
  manner: 'indirect',
  speaker: { id: 'china-mfa', name: 'Foreign Ministry of China', kind: 'organisation', country: 'CN' },
  bloc: 'china',
  cue: 'said',
  chain: [
    {
      id: 'the-register',
      name: 'The Register',
      cue: null,
      manner: 'own',
      polarity: 'asserted',
      hedge: null,
      resolution: null,
    },
    {
      id: 'peoples-daily',
      name: 'People’s Daily',
      cue: 'reports',
      manner: 'indirect',
      polarity: 'asserted',
      hedge: null,
      resolution: null,
    },
    {
      id: 'china-mfa',
      name: 'Foreign Ministry of China',
      cue: 'said',
      manner: 'indirect',
      polarity: 'asserted',
      hedge: null,
      resolution: null,
    },
  ],
  stance: 'opposes',
  confidence: 0.42,
});
/** Overlaps with `PARAPHRASED`, and neither contains the other. */
export const OVERLAPPING = exampleClaim('international trade rules and called it bullying', {
  ...PARAPHRASED,
  id: 'overlapping',
  text: 'international trade rules and called it bullying',
  start: TEXT.indexOf('international trade'),
  end: TEXT.indexOf('international trade') + 'international trade rules and called it bullying'.length,
});
export const OWN = exampleClaim('The plan lacks detail.', {
  manner: 'own',
  speaker: { id: 'the-register', name: 'The Register', kind: 'organisation', country: 'GB' },
  bloc: 'europe',
  cue: null,
  chain: [
    {
      id: 'the-register',
      name: 'The Register',
      cue: null,
      manner: 'own',
      polarity: 'asserted',
      hedge: null,
      resolution: null,
    },
  ],
  stance: 'neutral',
  date: null,
});

export const SUMMARY: DocumentSummary = {
  name: 'plan.txt',
  version: VERSION,
  title: 'A plan in five parts',
  publisher: 'The Register',
  author: null,
  date: '2020-08-06',
  modified: null,
  address: 'https://www.theregister.com/2020/08/06/clean_network/',
  language: 'en',
  country: 'GB',
  kind: 'news report',
  licence: null,
  digestOf: null,
  quality: 'intact',
  recognition: null,
  warnings: [],
  readAt: '2026-07-01T10:00:00.000Z',
  claims: 4,
  characters: TEXT.length,
  pages: null,
};

/** The example document with the given claims. */
export function exampleView(claims: Claim[], fields: Partial<DocumentView> = {}): DocumentView {
  let at = 0;
  const blocks = TEXT.split('\n\n').map((text, index) => {
    const start = TEXT.indexOf(text, at);
    at = start + text.length;
    return { kind: KINDS[index]!, start, end: at };
  });
  const claimList = [...claims].sort((a, b) => a.start - b.start);
  const versions = [{ version: VERSION, readAt: SUMMARY.readAt, current: true }];
  return {
    ...SUMMARY,
    text: TEXT,
    current: true,
    versions,
    blocks,
    snapshot: null,
    origins: {},
    corrections: [],
    copies: [],
    claimList,
    ...fields,
  };
}

export const REQUEST: SearchRequest = {
  query: 'clean network',
  topic: [],
  bloc: [],
  capacity: [],
  speaker: [],
  document: [],
  manner: [],
  polarity: [],
  stance: [],
  from: undefined,
  to: undefined,
  sort: 'relevance',
  limit: 20,
  offset: 0,
};

/** A response that found the given claims. */
export function exampleResponse(claims: Claim[], total = claims.length): SearchResponse {
  const count = (values: string[], name: (value: string) => string) =>
    [...new Set(values)].map((value) => ({
      value,
      name: name(value),
      count: values.filter((one) => one === value).length,
    }));
  const same = (value: string) => value;
  return {
    query: REQUEST.query,
    operators: [],
    notes: [],
    total,
    claims: claims.map((claim, index) => ({
      ...claim,
      score: 1 / (index + 1),
      why: { words: 0.75, meaning: 0.25, marks: [] },
    })),
    facets: {
      topic: count(
        claims.flatMap((one) => one.topics),
        (id) => TOPICS.find((topic) => topic.id === id)?.name ?? id,
      ),
      bloc: count(
        claims.map((one) => one.bloc),
        same,
      ),
      capacity: count(
        claims.flatMap((one) => one.capacity ?? []),
        same,
      ),
      speaker: count(
        claims.map((one) => one.speaker.id),
        (id) => claims.find((one) => one.speaker.id === id)!.speaker.name,
      ),
      document: count(
        claims.map((one) => one.document),
        same,
      ),
      manner: count(
        claims.map((one) => one.manner),
        same,
      ),
      polarity: count(
        claims.map((one) => one.polarity),
        same,
      ),
      stance: count(
        claims.map((one) => one.stance),
        same,
      ),
      date: count(
        claims.flatMap(({ date }) => (date === null ? [] : [date.slice(0, 7)])),
        same,
      ),
    },
  };
}

/** A column of a comparison with the given claims. */
export function exampleColumn(claims: Claim[], bloc: Bloc = 'us'): Column {
  return {
    bloc,
    speaker: null,
    claims: claims.map((claim) => ({ ...claim, score: 1 })),
    counts: {
      claims: claims.length,
      speakers: claims.length,
      documents: Math.min(1, claims.length),
      points: claims.length,
      origins: Math.min(1, claims.length),
      searched: 5,
    },
    note: claims.length === 0 ? 'no claim in 5 documents' : null,
  };
}

/** A comparison of columns: one row of all their claims, in which the second of two sides answers the first. */
export function exampleComparison(columns: Record<string, Column>): CompareResponse {
  const order = ['china', 'europe', 'us', 'other'].filter((id) => columns[id]);
  const speaking = order.filter((id) => columns[id]!.claims.length > 0);
  const [one, other] = speaking.map((id) => columns[id]!.claims[0]!.id);
  const counts = { speakers: 1, documents: 1, origins: 1 };
  const points = (id: string) => columns[id]!.claims.map((claim) => ({ claims: [claim.id], ...counts }));
  return {
    topic: 'cloud',
    name: 'Cloud services',
    documents: 19,
    claims: order.reduce((sum, id) => sum + columns[id]!.counts.claims, 0),
    order,
    columns,
    rows: [
      {
        about: ['trade', 'rules'],
        relation: speaking.length > 1 ? 'differ' : 'one-side',
        cells: Object.fromEntries(speaking.map((id) => [id, points(id)])),
        silent: order.filter((id) => !speaking.includes(id)),
        links: one && other ? [{ kind: 'answers', from: one, to: other, because: 'quotes it', likelihood: 0.8 }] : [],
      },
    ],
    timeline: {
      months: ['2020', '2020-08'],
      undated: 2,
      sides: Object.fromEntries(speaking.map((id) => [id, [{ month: '2020-08', claims: 4, supports: 1, opposes: 2 }]])),
      speakers: [
        { id: 'mike-pompeo', name: 'Mike Pompeo', months: [{ month: '2020', claims: 1, supports: 0, opposes: 0 }] },
      ],
    },
  };
}

export const COMPARING: CompareRequest = { topic: 'cloud', speaker: [], other: false, limit: 50, order: '' };

export const COMPARISON: CompareResponse = exampleComparison({
  us: exampleColumn([QUOTED]),
  china: exampleColumn([PARAPHRASED], 'china'),
  europe: exampleColumn([], 'europe'),
});

export const TOPIC_SIDES: TopicSides[] = [
  {
    id: 'cloud',
    name: 'Cloud services',
    sides: { us: { claims: 8, documents: 3 }, china: { claims: 4, documents: 2 } },
  },
  { id: 'app-stores', name: 'App stores', sides: { other: { claims: 7, documents: 1 } } },
  { id: 'undersea-cables', name: 'Undersea cables', sides: {} },
];

/** The page of one claim. */
export function exampleClaimView(claim: Claim, fields: Partial<ClaimView> = {}): ClaimView {
  return {
    claim,
    before: 'The secretary announced “',
    after: '” on Wednesday. The plan lacks detail.',
    original: null,
    current: true,
    document: SUMMARY,
    speaker: {
      aliases: ['Michael Pompeo'],
      role: 'Secretary of State',
      affiliation: 'United States Department of State',
      wikidata: 'Q473239',
    },
    labels: {
      speakerConfidence: 0.9,
      stanceConfidence: 0.7,
      topics: [{ id: 'cloud', name: 'Cloud services', score: 0.812 }],
      extractor: 'rules-1',
      program: null,
    },
    history: [
      {
        id: '0123456789ab',
        claim: claim.id,
        document: claim.document,
        words: claim.text,
        at: '2026-01-02T03:04:05.678Z',
        by: 'Mia Field',
        note: 'A minister, not the paper.',
        before: { speaker: { id: 'the-register', name: 'The Register', kind: 'organisation', bloc: 'europe' } },
        after: {
          speaker: { id: 'mike-pompeo', name: 'Mike Pompeo', kind: 'person', bloc: 'us' },
          bloc: 'us',
          topics: [],
          stances: { 'clean-network': 'supports', toolbox: 'neutral' },
          rejected: true,
        },
        undoes: null,
        state: 'in force',
        present: true,
      },
      {
        id: 'ba9876543210',
        claim: claim.id,
        document: claim.document,
        words: claim.text,
        at: '2026-01-03T03:04:05.678Z',
        by: 'Ben',
        note: null,
        before: {},
        after: {},
        undoes: '0123456789ab',
        state: 'undo',
        present: true,
      },
    ],
    citations: {
      plain: 'Mike Pompeo, quoted in “A plan in five parts”, The Register, 6 August 2020.',
      bibtex: '@online{plan, title = {A plan in five parts}}',
      ris: 'TY  - ELEC\nER  - ',
      csl: { type: 'webpage', title: 'A plan in five parts' },
    },
    ...fields,
  };
}

const BARS = [{ month: '2020-08', claims: 4, supports: 1, opposes: 0 }];
const COURSE: Course = {
  months: ['2020-08'],
  undated: 1,
  strips: [{ id: 'cloud', name: 'Cloud services', bloc: null, months: BARS }],
};
const PAPER = { id: 'the-register', name: 'The Register', bloc: 'europe' } as const;
const POMPEO = { id: 'mike-pompeo', name: 'Mike Pompeo', bloc: 'us' } as const;
const MINISTER = { id: 'wang-yi', name: 'Wang Yi', bloc: 'china' } as const;
export const REPORTS: Report[] = [
  { from: PAPER, to: POMPEO, claims: 12 },
  { from: POMPEO, to: MINISTER, claims: 2 },
];

export const SPEAKER_VIEW: SpeakerView = {
  ...POMPEO,
  aliases: ['Michael Pompeo'],
  kind: 'person',
  country: 'US',
  capacity: 'government',
  claims: 14,
  documents: 3,
  roles: [{ title: 'Secretary of State', from: '2018-04', to: '2021-01' }],
  affiliation: 'US Department of State',
  wikidata: 'Q473239',
  publishes: true,
  course: COURSE,
  reports: REPORTS,
};

export const TOPIC_VIEW: TopicView = {
  id: 'cloud',
  name: 'Cloud services',
  definition: 'Where data is kept, and by whom.',
  claims: 12,
  course: { ...COURSE, strips: [{ id: 'us', name: 'us', bloc: 'us', months: BARS }] },
  reports: REPORTS,
};

export const SOURCE_VIEW: SourceView = {
  ...PAPER,
  kind: 'press',
  country: 'GB',
  documents: 1,
  digests: 1,
  claims: 4,
  aliases: ['El Reg'],
  address: 'https://www.theregister.com',
  speaks: true,
  list: [{ name: 'plan.txt', title: 'A plan in five parts', date: '2020-08-06', digest: true, claims: 4 }],
  course: COURSE,
  reports: REPORTS,
};

/** What stands inside the page of a speaker, topic or source: the first of several pages of claims. */
export const WITHIN = {
  inside: { query: 'data', from: '2020', to: undefined, offset: 0 },
  found: exampleResponse([QUOTED], 14),
  topics: TOPICS,
  target: 'the Programme',
};

/** A file that is not what it says. */
export const ADDITION: Addition = {
  id: 'abc',
  source: 'plan.pdf',
  by: 'Mia Field',
  at: '2026-01-02T03:04:05.678Z',
  state: 'done',
  steps: ['read', 'attribute', 'resolve', 'embed', 'label', 'store'],
  step: 'read',
  outcome: {
    status: 'failed',
    document: null,
    claims: 0,
    warnings: [{ code: 'ODD', message: 'something is odd' }],
    error: { code: 'CORRUPT', message: 'The structure of the file is broken.' },
  },
};
