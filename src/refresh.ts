import { createFetcher } from '../ingest/fetch/index.ts';
import { ingest, type Outcome, type Workshop } from '../ingest/pipeline.ts';
import type { Claim } from './claim.ts';
import type { Difference } from './contract.ts';
import type { Store, StoredVersion } from './store/index.ts';
import { words } from './text.ts';
import { verify } from './verify/index.ts';

/** A claim or quotation whose words no longer stand in the document. */
export interface Lost {
  claim: Claim;
  /** The passage that is recognisably the same; null where there is none. */
  now: string | null;
  /** How that passage (`expected`) and the claim (`found`) differ. */
  differences: Difference[];
}

/** What became of one document that was fetched again. */
export interface Refreshed {
  document: string;
  /** `changed`: the address has another text than before. */
  status: 'changed' | 'unchanged' | 'failed';
  error?: Outcome['error'];
  /** Claims and quotations that were looked for in the changed text. */
  checked: number;
  lost: Lost[];
}

/**
 * Fetches documents of the web again, all or those that are named, one after the other. Where the text has changed there is
 * a new version, and everything that stood in the old one is looked for in it. Throws NOT_FOUND for a name that is none.
 */
export async function* refresh(workshop: Workshop, names: readonly string[]): AsyncGenerator<Refreshed> {
  const { store } = workshop;
  const fetcher = workshop.fetcher ?? createFetcher();
  for (const { name, location } of store.findFetched(names)) {
    const before = store.getDocument(name);
    const [outcome] = await ingest([location], { ...workshop, fetcher }, { refresh: true });
    const nothing = { checked: 0, lost: [] };
    if (outcome?.error) yield { document: name, status: 'failed', error: outcome.error, ...nothing };
    else if (store.getDocument(name).summary.version === before.summary.version)
      yield { document: name, status: 'unchanged', ...nothing };
    else yield { document: name, status: 'changed', ...recheck(store, before) };
  }
}

/**
 * Checks every claim of an older version against the current one, and every quotation in other documents that the older
 * version had word for word: which do not stand there any more. Returns how many were checked, and those.
 */
function recheck(store: Store, before: StoredVersion): { checked: number; lost: Lost[] } {
  const after = store.getDocument(before.summary.name);
  const [then, now] = [plain(before.text), plain(after.text)];
  const elsewhere = [...store.eachClaim({ manner: ['direct'] })].filter(
    (claim) => claim.document !== before.summary.name && then.includes(plain(claim.text)),
  );
  const claims = [...before.claims, ...elsewhere];
  const within = {
    findSentences: (text: string, limit: number) => store.findSentences(text, limit, after.id),
    findPassages: (match: string, limit: number) => store.findPassages(match, limit, after.id),
    blocksWith: (word: string) => store.blocksWith(word, after.id),
    locateBlocks: (numbers: readonly number[]) => store.locateBlocks(numbers),
    wordFrequencies: (list: string[]) => store.wordFrequencies(list),
    getVersion: (id: number) => store.getVersion(id),
    findSpeakers: (name: string) => store.findSpeakers(name),
  };
  const lost = claims
    .filter((claim) => !now.includes(plain(claim.text)))
    .map((claim) => {
      const [match] = verify(within, { quotation: claim.text }).matches;
      return { claim, now: match?.text ?? null, differences: match?.differences ?? [] };
    });
  return { checked: claims.length, lost };
}

/** The words alone, so that new line ends and typographic marks are no change. */
function plain(text: string): string {
  return ` ${words(text)
    .map((word) => word.text)
    .join(' ')} `;
}
