import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { BaseMessage, UsageMetadata } from '@langchain/core/messages';
import { AsyncCaller, parseRetryAfterMs } from '@langchain/core/utils/async_caller';
import { z } from 'zod';
import { Answer, messagesFor, type Shown } from './prompt.ts';

export interface Limits {
  /** Tokens, read and written, for all questions together. */
  budget: number;
  /** Questions under way at one time. */
  parallel: number;
  /** Milliseconds for one try. */
  timeout: number;
}

/** Why a question has no answer. */
export interface Failure {
  /** As the second half of a sentence: "answered with status 500". */
  reason: string;
  /** The service or the budget stood in the way; asked again another day, it may be answered. */
  passing: boolean;
}

export type Reply = { answer: Answer } | { failure: Failure };
export type Ask = (shown: Shown) => Promise<Reply>;

/** Tokens of the longest answer: about four for every one of the longest passage. */
export const LONGEST_ANSWER = 4_096;
/** Further tries after a failure that may pass. The wait doubles from one second, or is what the service asks for. */
const RETRIES = 2;
/** A service that asks for a longer wait is taken for failing. */
const LONGEST_WAIT = 30_000;
/** So many questions in a row without an answer, and the service is left alone for a while. */
const FAILURES_BEFORE_PAUSE = 3;
const PAUSE = 60_000;
/** What a service refuses, it refuses again: bad requests, keys, models. */
const REFUSALS = new Set([400, 401, 402, 403, 404, 405, 413, 422]);
/** Bytes of UTF-8 to a token, at the least that is common; English has about four, Chinese three. */
const BYTES_A_TOKEN = 3;
/** What every question says of the form of its answer, about as providers' packages send it. */
const FORM = JSON.stringify(z.toJSONSchema(Answer));

/**
 * A way to ask one model many questions within limits. It never throws for what the model or its service does: a
 * question without a usable answer has a {@link Failure}. A question that the budget might not cover is not asked.
 */
export function createAsk(open: () => Promise<BaseChatModel>, limits: Limits): Ask {
  const caller = new AsyncCaller({
    maxConcurrency: limits.parallel,
    maxRetries: RETRIES,
    onFailedAttempt(error: unknown) {
      if (!(error instanceof Unanswered && AGAIN.has(error.fault))) throw error;
    },
  });
  const budget = { left: limits.budget };
  const service = { failures: 0, pausedUntil: 0 };
  let opened: Promise<Structured> | undefined;
  return async (shown) => {
    // What is wrong with the settings is no failure of the service, and is thrown.
    opened ??= open().then(structured);
    const model = await opened;
    try {
      const answer = await caller.call(() => {
        if (Date.now() < service.pausedUntil) throw new Unanswered('not now', 'was let be after failing repeatedly');
        return tryOnce(model, messagesFor(shown), { budget, limits });
      });
      service.failures = 0;
      return { answer };
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      const { fault, message } = error;
      if (fault === 'service' || fault === 'refused') service.failures++;
      if (service.failures >= FAILURES_BEFORE_PAUSE) service.pausedUntil = Date.now() + PAUSE;
      return { failure: { reason: message, passing: fault !== 'malformed' && fault !== 'truncated' } };
    }
  };
}

type Structured = ReturnType<typeof structured>;

function structured(model: BaseChatModel) {
  return model.withStructuredOutput(Answer, { name: 'attributions', includeRaw: true, strict: true });
}

async function tryOnce(
  model: Structured,
  messages: BaseMessage[],
  { budget, limits }: { budget: { left: number }; limits: Limits },
): Promise<Answer> {
  const read = tokensOf(FORM, ...messages.map(({ text }) => text));
  const most = read + LONGEST_ANSWER;
  if (most > budget.left) throw new Unanswered('not now', `would exceed the budget of ${limits.budget} tokens`);
  budget.left -= most;
  // Of what is not known to cost less, the most is counted.
  let used = most;
  try {
    const signal = AbortSignal.timeout(limits.timeout);
    const { raw, parsed } = await model.invoke(messages, { signal }).catch((error: Error) => {
      if (signal.aborted) throw new Unanswered('service', `did not answer within ${limits.timeout / 1000} seconds`);
      // Nobody pays for an answer that is an error.
      if (statusOf(error) !== undefined) used = 0;
      throw faultOf(error);
    });
    used = (raw as { usage_metadata?: UsageMetadata }).usage_metadata?.total_tokens ?? read + tokensOf(raw.text);
    if (CUT_OFF.has(String(raw.response_metadata['finish_reason'] ?? raw.response_metadata['done_reason'])))
      throw new Unanswered('truncated', 'broke off its answers');
    const answer = Answer.safeParse(parsed);
    if (!answer.success) throw new Unanswered('malformed', 'did not answer in the form that was asked for');
    return answer.data;
  } finally {
    budget.left += most - used;
  }
}

type Fault =
  /** The service failed, and may answer the next try. */
  | 'service'
  /** The service refuses this question, and will again. */
  | 'refused'
  /** The answer is not of the form that was asked for. */
  | 'malformed'
  /** The answer was longer than the longest, and would be again. */
  | 'truncated'
  /** The service is not asked at this time. */
  | 'not now';
const AGAIN: ReadonlySet<Fault> = new Set<Fault>(['service', 'malformed']);

class Unanswered extends Error {
  readonly fault: Fault;
  /** Milliseconds; the caller waits at least so long before it tries again. */
  readonly retryAfterMs: number;

  constructor(fault: Fault, reason: string, retryAfterMs = 0) {
    super(reason);
    this.fault = fault;
    this.retryAfterMs = retryAfterMs;
  }
}

/** What an error of a provider's package means. */
function faultOf(error: Error): Unanswered {
  const { headers, message } = error as Error & { headers?: Headers };
  const status = statusOf(error);
  if (status !== undefined) {
    const wait = parseRetryAfterMs(headers?.get?.('retry-after')) ?? 0;
    const fault = REFUSALS.has(status) || wait > LONGEST_WAIT ? 'refused' : 'service';
    return new Unanswered(fault, `answered with status ${status}`, wait);
  }
  // Errors are told by their names: a provider's package may bring its own copy of their classes.
  const names = `${error.name} ${error.constructor.name}`;
  if (/LengthFinishReason/.test(names)) return new Unanswered('truncated', 'broke off its answers');
  if (/SyntaxError|Zod|OutputParser/.test(names))
    return new Unanswered('malformed', 'did not answer in the form that was asked for');
  return new Unanswered('service', `could not be asked (${(message.split('\n')[0] as string).slice(0, 120)})`);
}

/** The HTTP status that an error stands for, as OpenAI's package or Ollama's names it. */
function statusOf(error: Error): number | undefined {
  const { status, status_code } = error as Error & { status?: number; status_code?: number };
  return status ?? status_code;
}

/** How providers call the end of an answer that reached its greatest length. */
const CUT_OFF: ReadonlySet<string> = new Set(['length', 'max_tokens', 'MAX_TOKENS']);

function tokensOf(...texts: string[]): number {
  return texts.reduce((sum, text) => sum + Math.ceil(Buffer.byteLength(text) / BYTES_A_TOKEN), 0);
}
