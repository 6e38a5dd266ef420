import type { DraftResponse } from '../contract.ts';
import type { Knowledge } from '../knowledge.ts';

/** Checks every quotation of a draft that somebody pasted. The reader is loaded when it is first needed. */
export async function verifyDraft(knowledge: Knowledge, text: string): Promise<DraftResponse> {
  const { readDraftText } = await import('../draft.ts');
  return knowledge.verifyDraft(await readDraftText(text, knowledge.registry));
}
