import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { Config } from './config.ts';
import { importOptional } from './optional.ts';

/** A chat model by the contract of @langchain/core. Its package is not loaded before it is opened. */
export interface ChatModel {
  /** As in TRIPTYCH_CHAT_MODEL: the provider and the model's name. */
  readonly name: string;
  /** Throws USAGE when the provider's package is not installed. */
  open(limits: { maxTokens: number }): Promise<BaseChatModel>;
}

/** The chat model that the configuration names. */
export function createChatModel(config: NonNullable<Config['chat']>): ChatModel {
  const [provider, ...rest] = config.model.split(':');
  const open = PROVIDERS[provider as keyof typeof PROVIDERS];
  return { name: config.model, open: ({ maxTokens }) => open(rest.join(':'), { ...config, maxTokens }) };
}

type Settings = NonNullable<Config['chat']> & { maxTokens: number };

/** Who asks decides when to ask again, because every try counts against the budget. */
const RETRIES = 0;
/** Tokens that a local model keeps in view: instructions and examples, the longest passage, and the longest answer. */
const CONTEXT = 12_288;

const PROVIDERS = {
  async openai(model: string, { url, key, maxTokens }: Settings): Promise<BaseChatModel> {
    const { ChatOpenAI } = await importOptional(() => import('@langchain/openai'), '@langchain/openai', 'chat model');
    // No temperature: reasoning models refuse any.
    return new ChatOpenAI({
      model,
      maxTokens,
      apiKey: key ?? 'none',
      maxRetries: RETRIES,
      configuration: url === undefined ? {} : { baseURL: url },
    });
  },
  async ollama(model: string, { url, maxTokens }: Settings): Promise<BaseChatModel> {
    const { ChatOllama } = await importOptional(() => import('@langchain/ollama'), '@langchain/ollama', 'chat model');
    return new ChatOllama({
      model,
      temperature: 0,
      numCtx: CONTEXT,
      numPredict: maxTokens,
      maxRetries: RETRIES,
      ...(url === undefined ? {} : { baseUrl: url }),
    });
  },
};
