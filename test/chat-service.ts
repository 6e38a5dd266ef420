import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the service was asked: the passage, and all messages that came with it. */
export interface Question {
  passage: string;
  before: string;
  messages: { role: string; content: string }[];
  /** How often this passage was asked about before. */
  earlier: number;
  at: number;
  path: string;
}

/** What it does then: an answer (an object, or the words of one), a status, or a wait before either. */
export interface Behaviour {
  answer?: unknown;
  status?: number;
  headers?: Record<string, string>;
  wait?: number | Promise<unknown>;
  finish?: string;
  usage?: { prompt_tokens: number; completion_tokens: number; total_tokens: number };
}

/** A service on 127.0.0.1 that speaks the protocols of OpenAI and of Ollama, and behaves as a test tells it to. */
export class ChatService {
  readonly questions: Question[] = [];
  behave: (question: Question) => Behaviour = () => ({ answer: { attributions: [], own: [] } });
  /** Most questions that were under way at one time. */
  mostAtOnce = 0;
  #underWay = 0;
  readonly #server: Server = createServer((request, response) => {
    this.#underWay++;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#underWay);
    response.on('close', () => this.#underWay--);
    void this.#answer(request).then(({ status = 200, headers = {}, body }) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    });
  });

  /** Its address, once it listens. */
  async listen(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  async #answer(request: IncomingMessage) {
    const at = performance.now();
    const path = request.url ?? '';
    const { messages } = JSON.parse(await bodyOf(request)) as { messages: Question['messages'] };
    const last = messages.at(-1)?.content ?? '';
    const passage = enclosed(last, 'passage');
    const earlier = this.questions.filter((question) => question.passage === passage).length;
    const question = { passage, before: enclosed(last, 'before'), messages, earlier, at, path };
    this.questions.push(question);
    const { answer, status, headers, wait, finish = 'stop', usage } = this.behave(question);
    await (typeof wait === 'number' ? sleep(wait) : wait);
    if (status) return { status, headers, body: JSON.stringify({ error: { message: 'as the test wants it' } }) };
    const content = typeof answer === 'string' ? answer : JSON.stringify(answer);
    const message = { role: 'assistant', content };
    const body = path.startsWith('/api/')
      ? { model: 'm', created_at: '2020-01-01T00:00:00Z', message, done: true, done_reason: finish }
      : {
          id: 'x',
          object: 'chat.completion',
          created: 0,
          model: 'm',
          choices: [{ index: 0, message, finish_reason: finish }],
          usage,
        };
    // Ollama ends every line of its stream.
    return { body: `${JSON.stringify(body)}\n` };
  }
}

function enclosed(message: string, name: string): string {
  return new RegExp(`<${name} (\\w+)>\\n([\\s\\S]*)\\n</${name} \\1>`).exec(message)?.[2] ?? '';
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
