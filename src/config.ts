import { resolve } from 'node:path';
import { z } from 'zod';
import { TriptychError } from './error.ts';
import { ROOT } from './root.ts';

/** Everything that can be set from outside. */
export interface Config {
  /** Path of the database file. */
  database: string;
  /** TCP port of the pages on 127.0.0.1; 0 takes any free one. */
  port: number;
  /** What editors must show to correct over HTTP; without it nobody may. */
  token?: string;
  /** Folder of the registry files and the bundled documents. */
  corpus: string;
  embeddings: {
    /** `use`, `openai:MODEL`, `ollama:MODEL` or `onnx:MODEL`. */
    model: string;
    /** Address of the service, where the model has one. */
    url?: string;
    key?: string;
  };
  /** Languages of Tesseract, e.g. `eng+chi_sim`, in which scanned pages are read; without them they are not. */
  ocr?: string;
  /** The language model that attributes; without it the built-in extractor does. */
  chat?: {
    /** `openai:MODEL` or `ollama:MODEL`. */
    model: string;
    /** Address of the service. */
    url?: string;
    key?: string;
    /** Tokens, read and written, that one command may spend. */
    budget: number;
    /** Requests under way at one time. */
    parallel: number;
    /** Milliseconds that one request may take. */
    timeout: number;
  };
}

const Environment = z.object({
  TRIPTYCH_DB: z.string().min(1).default(resolve(ROOT, 'data/triptych.db')),
  TRIPTYCH_PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  TRIPTYCH_CORPUS: z.string().min(1).default(resolve(ROOT, 'corpus')),
  TRIPTYCH_EMBEDDINGS: z
    .string()
    .regex(/^(use|(openai|ollama|onnx):\S+)$/, 'must be use, openai:MODEL, ollama:MODEL or onnx:MODEL')
    .default('use'),
  TRIPTYCH_EMBEDDINGS_URL: z.url().optional(),
  TRIPTYCH_CHAT_MODEL: z
    .string()
    .regex(/^(openai|ollama):\S+$/, 'must be openai:MODEL or ollama:MODEL')
    .optional(),
  TRIPTYCH_CHAT_URL: z.url().optional(),
  TRIPTYCH_CHAT_BUDGET: z.coerce.number().int().min(1).default(1_000_000),
  TRIPTYCH_CHAT_PARALLEL: z.coerce.number().int().min(1).max(64).default(4),
  TRIPTYCH_CHAT_TIMEOUT: z.coerce.number().positive().max(3600).default(60),
  TRIPTYCH_OCR: z
    .string()
    .regex(/^[a-z]{3}(_[a-z]+)?(\+[a-z]{3}(_[a-z]+)?)*$/i, 'must be codes of languages such as eng or eng+chi_sim')
    .optional(),
  TRIPTYCH_TOKEN: z
    .string()
    .regex(/^[\w.~+/=-]{16,}$/, 'must have 16 characters or more, of letters, digits and -._~+/=')
    .optional(),
  OPENAI_API_KEY: z.string().optional(),
});

/** Reads the configuration from environment variables, flags winning. Throws USAGE naming the variable that is wrong. */
export function parseConfig(
  environment: Record<string, string | undefined>,
  flags: {
    db?: string | undefined;
    port?: string | undefined;
    ocr?: true | undefined;
    ocrLanguages?: string | undefined;
  } = {},
): Config {
  const given = Object.fromEntries(
    Object.entries({
      ...environment,
      ...(flags.db === undefined ? {} : { TRIPTYCH_DB: flags.db }),
      ...(flags.port === undefined ? {} : { TRIPTYCH_PORT: flags.port }),
      ...(flags.ocr ? { TRIPTYCH_OCR: environment['TRIPTYCH_OCR'] || 'eng' } : {}),
      ...(flags.ocrLanguages === undefined ? {} : { TRIPTYCH_OCR: flags.ocrLanguages }),
    }).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new TriptychError('USAGE', `${String(issue?.path[0])} (or its flag) is wrong: ${issue?.message}.`);
  }
  const { data } = parsed;
  const key = data.OPENAI_API_KEY === undefined ? {} : { key: data.OPENAI_API_KEY };
  return {
    database: data.TRIPTYCH_DB,
    port: data.TRIPTYCH_PORT,
    corpus: data.TRIPTYCH_CORPUS,
    ...(data.TRIPTYCH_TOKEN === undefined ? {} : { token: data.TRIPTYCH_TOKEN }),
    embeddings: {
      model: data.TRIPTYCH_EMBEDDINGS,
      ...(data.TRIPTYCH_EMBEDDINGS_URL === undefined ? {} : { url: data.TRIPTYCH_EMBEDDINGS_URL }),
      ...key,
    },
    ...(data.TRIPTYCH_OCR === undefined ? {} : { ocr: data.TRIPTYCH_OCR }),
    ...(data.TRIPTYCH_CHAT_MODEL === undefined
      ? {}
      : {
          chat: {
            model: data.TRIPTYCH_CHAT_MODEL,
            ...(data.TRIPTYCH_CHAT_URL === undefined ? {} : { url: data.TRIPTYCH_CHAT_URL }),
            ...key,
            budget: data.TRIPTYCH_CHAT_BUDGET,
            parallel: data.TRIPTYCH_CHAT_PARALLEL,
            timeout: data.TRIPTYCH_CHAT_TIMEOUT * 1000,
          },
        }),
  };
}
