import type { Upload } from '../adding/upload.ts';
import type { DraftResponse } from '../contract.ts';
import type { Knowledge } from '../knowledge.ts';

/** Checks every quotation of a draft that somebody pasted. The reader is loaded when it is first needed. */
export async function verifyDraft(knowledge: Knowledge, text: string): Promise<DraftResponse> {
  const { readDraftText } = await import('../draft.ts');
  return knowledge.verifyDraft(await readDraftText(text, knowledge.registry));
}

/** The same of a file of any readable type, which is not kept. Throws what the reader throws. */
export async function verifyFile(knowledge: Knowledge, { name, bytes }: Upload): Promise<DraftResponse> {
  const { readDraftBytes } = await import('../draft.ts');
  return knowledge.verifyDraft(await readDraftBytes(bytes, name, knowledge.registry));
}
