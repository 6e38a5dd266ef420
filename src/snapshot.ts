import { detectContent } from '../ingest/read/type.ts';
import { TriptychError } from './error.ts';
import type { StoredSnapshot } from './store/index.ts';

/** A snapshot for people to look at: what is known of it, and its source as plain text, in which nothing is active. */
export function showSnapshot({ address, since, at, hash, headers, bytes }: StoredSnapshot): string {
  const facts = [`Address: ${address}`, `First so: ${since}`, `Last so: ${at}`, `SHA-256: ${hash}`];
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return `${[...facts, '', ...fields, '', sourceOf(bytes)].join('\n')}\n`;
}

function sourceOf(bytes: Uint8Array): string {
  const size = `${bytes.length.toLocaleString('en')} bytes; \`triptych snapshot NAME\` gives them`;
  try {
    const content = detectContent(bytes, '');
    return 'text' in content ? content.text : `(${size})`;
  } catch (error) {
    if (error instanceof TriptychError) return `(${size})`;
    throw error;
  }
}
