import { diffArrays, diffWordsWithSpace } from 'diff';
import { TriptychError } from '../error.ts';
import type { Store, StoredVersion } from '../store/index.ts';
import type { ChangedPiece, Changes } from './contract.ts';

/** Milliseconds that one comparison may take; what takes longer is shown as replaced whole. */
const TIME = 500;

/** A version as a document's list of versions has it. */
type Listed = ReturnType<Store['versions']>[number];

/**
 * What changed between two versions of a document, named by their hashes or beginnings of 8 digits or more: without `to` the
 * current one, without `from` the one before. Throws NOT_FOUND.
 */
export function findChanges(
  store: Store,
  name: string,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): { from: Listed; to: Listed; changes: Changes } {
  const versions = store.versions(name);
  const find = (hash: string) => versions.find(({ version }) => hash.length >= 8 && version.startsWith(hash));
  const newer = to === undefined ? versions[0] : find(to);
  const older = from === undefined ? versions[versions.indexOf(newer!) + 1] : find(from);
  if (!newer || !older)
    throw new TriptychError('NOT_FOUND', `The document "${name}" has no two such versions to compare.`);
  const changes = compareVersions(store.getDocument(name, older.version), store.getDocument(name, newer.version));
  return { from: older, to: newer, changes };
}

/** What one version of a document has otherwise than an older one: its paragraphs, word by word, and its claims. */
export function compareVersions(older: StoredVersion, newer: StoredVersion): Changes {
  const before = new Set(older.claims.map(({ id }) => id));
  const after = new Set(newer.claims.map(({ id }) => id));
  return {
    parts: compareBlocks(blocksOf(older), blocksOf(newer)),
    gone: older.claims.filter(({ id }) => !after.has(id)),
    came: newer.claims.filter(({ id }) => !before.has(id)),
    kept: newer.claims.filter(({ id }) => before.has(id)).length,
  };
}

function blocksOf({ text, blocks }: StoredVersion): string[] {
  return blocks.map(({ start, end }) => text.slice(start, end));
}

/** By Myers' algorithm, first over whole blocks, then over the words of those that changed side by side. */
function compareBlocks(older: string[], newer: string[]): Changes['parts'] {
  const found = diffArrays(older, newer, { timeout: TIME }) ?? [
    { value: older, removed: true, added: false },
    { value: newer, removed: false, added: true },
  ];
  const parts: Changes['parts'] = [];
  for (let i = 0; i < found.length; i++) {
    const { value, added, removed } = found[i]!;
    const next = found[i + 1];
    if (!added && !removed) parts.push({ kind: 'same', blocks: value });
    else if (removed && next?.added) {
      parts.push({ kind: 'changed', pieces: compareWords(value.join('\n\n'), next.value.join('\n\n')) });
      i++;
    } else parts.push({ kind: 'changed', pieces: [{ kind: added ? 'added' : 'removed', text: value.join('\n\n') }] });
  }
  return parts;
}

function compareWords(older: string, newer: string): ChangedPiece[] {
  const found = diffWordsWithSpace(older, newer, { timeout: TIME });
  if (!found)
    return [
      { kind: 'removed', text: older },
      { kind: 'added', text: newer },
    ];
  return found.map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
}
