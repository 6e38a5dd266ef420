import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ChatService } from './chat-service.ts';
import { linesOf, runHere } from './run.ts';

it('triptych ingest asks a language model where one is set, says where it failed, and asks again until it answers', async () => {
  const service = new ChatService();
  const folder = mkdtempSync(join(tmpdir(), 'triptych-chat-'));
  const file = join(folder, 'asked.txt');
  writeFileSync(file, 'Minister Ada Stone said that the cable is safe.\n\nThe port is open to every ship by night.');
  const settings = {
    TRIPTYCH_DB: join(folder, 'asked.db'),
    TRIPTYCH_CHAT_MODEL: 'openai:m',
    TRIPTYCH_CHAT_URL: `${await service.listen()}/v1`,
  };
  try {
    service.behave = ({ passage }) =>
      passage.startsWith('Minister')
        ? { status: 401 }
        : { answer: { attributions: [], own: [passage, 'The port is shut.'] } };
    const failed = await runHere(settings, 'ingest', file, '--json');
    expect(failed.code).toBe(0);
    expect(linesOf(failed.out)[0]).toMatchObject({
      status: 'added',
      claims: 2,
      warnings: [
        {
          code: 'CHAT_FAILED',
          message: expect.stringContaining('1 of 2 passages, since openai:m answered with status 401'),
        },
        { code: 'CHAT_DROPPED', message: expect.stringContaining('1 with words that are not in the passage') },
      ],
    });
    service.behave = () => ({ answer: { attributions: [], own: [] } });
    const answered = await runHere(settings, 'ingest', file, '--json');
    expect(linesOf(answered.out)[0]).toMatchObject({ status: 'relabelled', claims: 0, warnings: [] });
    const asked = service.questions.length;
    expect(linesOf((await runHere(settings, 'ingest', file, '--json')).out)[0]).toMatchObject({
      status: 'unchanged',
    });
    expect(service.questions).toHaveLength(asked);
  } finally {
    await service.close();
    rmSync(folder, { recursive: true });
  }
}, 240_000);
