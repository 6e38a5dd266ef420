import type { Extractor } from './claim.ts';
import type { Config } from './config.ts';

/** The extractor that the configuration names: a language model over the built-in one, or the built-in one. */
export async function openExtractor({ chat }: Pick<Config, 'chat'>, builtIn: Extractor): Promise<Extractor> {
  if (!chat) return builtIn;
  const { createChatModel } = await import('./chat.ts');
  const { chatExtractor } = await import('../ingest/attribute/chat/index.ts');
  return chatExtractor({ model: createChatModel(chat), builtIn, limits: chat });
}
