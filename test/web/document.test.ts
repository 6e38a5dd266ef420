import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { claimPage, documentPage } from '../../web/index.ts';
import {
  exampleClaimView,
  exampleView,
  OVERLAPPING,
  OWN,
  PARAPHRASED,
  QUOTED,
  TEXT,
  TOPICS,
  VERSION,
  WHY,
} from './examples.ts';

const CLAIMS = [QUOTED, PARAPHRASED, OVERLAPPING, OWN];

function openDocument(data: Omit<Parameters<typeof documentPage>[0], 'view'> = {}, view = exampleView(CLAIMS)) {
  return load(documentPage({ view, ...data }));
}

/** The words under all marks of a claim. */
function wordsOf($: ReturnType<typeof load>, id: string): string {
  return $(`mark[data-claims~="${id}"]`)
    .toArray()
    .map((mark) => $(mark).text())
    .join('');
}

describe('The document page', () => {
  it('shows the stored text, every character of every block', () => {
    const $ = openDocument();
    const shown = $('.text').children(':not(.hidden)').text();
    expect(shown.replace(/\s/g, '')).toBe(TEXT.replace(/\s/g, ''));
  });

  it('marks the words of each claim, also of overlapping ones, and no others', () => {
    const $ = openDocument();
    for (const claim of CLAIMS) {
      expect(wordsOf($, claim.id)).toBe(claim.text);
      expect($(`[id="${claim.id}"]`)).toHaveLength(1);
    }
  });

  it('gives an anchor to each of two claims that begin at the same place', () => {
    const longer = { ...PARAPHRASED, id: 'longer', end: PARAPHRASED.end + 14, text: 'x' };
    const $ = openDocument({}, exampleView([PARAPHRASED, longer]));
    expect($(`[id="${PARAPHRASED.id}"]`).text()).toBe(PARAPHRASED.text);
    expect($('[id="longer"]').text()).toBe(PARAPHRASED.text);
    expect(wordsOf($, 'longer')).toBe(TEXT.slice(longer.start, longer.end));
  });

  it('highlights the claim in the address, and only it', () => {
    const $ = openDocument({ highlight: OVERLAPPING.id });
    expect($('mark.current').text()).toBe(OVERLAPPING.text);
    expect($('.claim-list li.current a').attr('href')).toBe(`/documents/plan.txt?claim=overlapping#overlapping`);
    expect($('.highlighted').text()).toContain('Foreign Ministry of China');
  });

  it('highlights any passage', () => {
    const start = TEXT.indexOf('untrusted apps');
    const $ = openDocument({ passage: { start, end: start + 14 } });
    expect($('mark#passage').text()).toBe('untrusted apps');
    expect($('mark.current')).toHaveLength(1);
  });

  it('says so where the claim or passage of the address is not in this version', () => {
    expect(openDocument({ highlight: 'gone' })('.note').text()).toContain('does not stand in this version');
    expect(openDocument({ passage: { start: 5, end: 1e6 } })('.note').text()).toContain('does not lie in this version');
  });

  it('shows headings, lists, page marks and furniture as such', () => {
    const view = exampleView(CLAIMS);
    view.blocks.forEach((block, index) => {
      block.page = index < 3 ? 1 : 2;
    });
    const $ = openDocument({}, view);
    expect($('.text h3').text()).toBe('A plan in five parts');
    expect($('.text .items li')).toHaveLength(2);
    expect(
      $('.page-mark')
        .toArray()
        .map((mark) => $(mark).text()),
    ).toEqual(['Page 1', 'Page 2']);
    expect($('.text .furniture').text()).toBe('Share this article');
  });

  it('warns of digests, damage and old versions, and lists the versions', () => {
    const versions = [
      { version: 'b'.repeat(64), readAt: '2026-07-02T00:00:00Z', current: true },
      { version: VERSION, readAt: '2026-07-01T00:00:00Z', current: false },
    ];
    const digestOf = { title: 'The Clean Network', publisher: 'US Department of State' };
    const warnings = [{ code: 'DAMAGED_TEXT', message: 'words are missing' }];
    const $ = openDocument(
      {},
      exampleView(CLAIMS, { current: false, quality: 'damaged', versions, digestOf, warnings }),
    );
    const notes = $('.note').text();
    expect(notes).toContain('A digest in Triptych’s words of The Clean Network (US Department of State, date unknown)');
    expect(notes).toContain('not the original');
    expect(notes).toContain('damaged');
    expect(notes).toContain('an older version');
    expect($('.facts').text()).toContain('words are missing');
    expect(
      $('.facts ol a')
        .toArray()
        .map((link) => $(link).attr('href')),
    ).toEqual([
      '/documents/plan.txt',
      expect.stringContaining('/changes?to='),
      `/documents/plan.txt?version=${VERSION}`,
    ]);
    expect($('.claim-list a').attr('href')).toContain(`version=${VERSION}`);
  });
});

describe('The claim page', () => {
  it('shows the words in context, the chain from publisher to speaker, and citations', () => {
    const $ = load(
      claimPage({ view: exampleClaimView(PARAPHRASED), target: 'the Programme', topics: TOPICS, why: WHY }),
    );
    expect($('.context mark').text()).toBe(PARAPHRASED.text);
    expect(
      $('.chain .speaker')
        .toArray()
        .map((hop) => $(hop).text()),
    ).toEqual(['The Register', 'People’s Daily', 'Foreign Ministry of China']);
    expect($('.chain .step').last().text()).toBe('is paraphrased by People’s Daily (“said”), and makes the claim');
    expect($('#citation-bibtex').text()).toContain('@online');
    expect(JSON.parse($('#citation-csl').text())).toEqual({ type: 'webpage', title: 'A plan in five parts' });
    expect(
      $('button[data-copy]')
        .toArray()
        .every((button) => $(button).attr('hidden') !== undefined),
    ).toBe(true);
  });

  it('says that a claim no longer stands in its document, and leads to the version in which it does', () => {
    const $ = load(
      claimPage({
        view: exampleClaimView(QUOTED, { current: false }),
        target: 'the Programme',
        topics: TOPICS,
        why: WHY,
      }),
    );
    expect($('.note').text()).toContain('no longer stand');
    expect($('.note a').attr('href')).toBe(`/documents/plan.txt/changes?from=${VERSION}`);
    expect($('.where a').attr('href')).toBe(`/documents/plan.txt?version=${VERSION}&claim=${QUOTED.id}#${QUOTED.id}`);
  });

  it('does not take who is quoted in a document for its publisher, where that one is not known', () => {
    const [hop] = PARAPHRASED.chain.slice(-1);
    const claim = { ...PARAPHRASED, chain: [hop!] };
    const $ = load(claimPage({ view: exampleClaimView(claim), target: 'the Programme', topics: TOPICS, why: WHY }));
    expect($('.chain .step').text()).toBe(
      'is paraphrased in the document, whose publisher is not known (“said”), and makes the claim',
    );
  });
});

describe('The margin of a document', () => {
  it('has a card for each claim, says which overlap, and steps to the next', () => {
    const view = exampleView([QUOTED, PARAPHRASED, OVERLAPPING]);
    const $ = load(documentPage({ view, highlight: QUOTED.id }));
    const card = (id: string) => $(`[data-claim="${id}"]`).text();
    expect(card(PARAPHRASED.id)).toContain('overlaps another claim');
    expect(card(OVERLAPPING.id)).toContain('overlaps another claim');
    expect(card(QUOTED.id)).not.toContain('overlaps');
    const at = view.claimList.findIndex(({ id }) => id === QUOTED.id);
    expect($('[data-step="1"]').attr('href')).toContain(view.claimList[at + 1]!.id);
    expect($('[data-step="-1"]').attr('href')).toContain(view.claimList.at(at - 1)!.id);
  });

  it('is for editors a way to correct what is known of the document, with its origins and history for everybody', () => {
    const corrections = [
      { at: '2026-01-02T03:04:05.678Z', by: 'Mia', note: 'As printed', set: { date: '2020-08', author: null } },
    ];
    const view = exampleView([QUOTED], { origins: { publisher: 'registry', date: 'corrected' }, corrections });
    const editor = { name: 'Mia', form: 'sealed' };
    const $ = load(documentPage({ view }, { canSignIn: true, editor }));
    expect($('#mend form').attr('action')).toBe('/documents/plan.txt/corrections');
    expect($('#mend [name=publisher]').attr('value')).toBe('The Register');
    expect($('#mend [name=form]').attr('value')).toBe('sealed');
    const reader = load(documentPage({ view }, { canSignIn: true, editor: null }));
    expect(reader('form[method=post]')).toHaveLength(0);
    expect(reader('.facts').text()).toMatch(/The Register from the registry.*corrected by a person/);
    expect(reader('.facts ol').text()).toContain('Mia: date “2020-08”, author as the document has it (“As printed”)');
  });
});
