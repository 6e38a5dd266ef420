import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';

describe('The configuration', () => {
  it('works without any variable', () => {
    const config = parseConfig({});
    expect(config.port).toBe(3000);
    expect(config.database).toMatch(/data.triptych\.db$/);
    expect(config.embeddings).toEqual({ model: 'use' });
  });

  it('has no language model unless one is named, and limits for one that is', () => {
    expect(parseConfig({ TRIPTYCH_CHAT_BUDGET: '5' }).chat).toBeUndefined();
    const chat = { model: 'ollama:m', budget: 1_000_000, parallel: 4, timeout: 1_500 };
    expect(parseConfig({ TRIPTYCH_CHAT_MODEL: 'ollama:m', TRIPTYCH_CHAT_TIMEOUT: '1.5' }).chat).toEqual(chat);
  });

  it('lets flags win over variables, and treats an empty variable as none', () => {
    const config = parseConfig({ TRIPTYCH_DB: 'a.db', TRIPTYCH_PORT: '' }, { db: 'b.db', port: '0' });
    expect(config.database).toBe('b.db');
    expect(config.port).toBe(0);
  });

  it.each([
    [{ TRIPTYCH_PORT: 'many' }, 'TRIPTYCH_PORT'],
    [{ TRIPTYCH_PORT: '70000' }, 'TRIPTYCH_PORT'],
    [{ TRIPTYCH_EMBEDDINGS: 'magic' }, 'TRIPTYCH_EMBEDDINGS'],
    [{ TRIPTYCH_EMBEDDINGS_URL: 'nowhere' }, 'TRIPTYCH_EMBEDDINGS_URL'],
    [{ TRIPTYCH_CHAT_MODEL: 'magic' }, 'TRIPTYCH_CHAT_MODEL'],
    [{ TRIPTYCH_CHAT_URL: 'nowhere' }, 'TRIPTYCH_CHAT_URL'],
    [{ TRIPTYCH_CHAT_BUDGET: '-1' }, 'TRIPTYCH_CHAT_BUDGET'],
    [{ TRIPTYCH_CHAT_PARALLEL: '0' }, 'TRIPTYCH_CHAT_PARALLEL'],
    [{ TRIPTYCH_CHAT_TIMEOUT: 'long' }, 'TRIPTYCH_CHAT_TIMEOUT'],
  ])('names the variable that is wrong: %o', (environment, name) => {
    expect(() => parseConfig(environment)).toThrow(
      expect.objectContaining({ code: 'USAGE', message: expect.stringContaining(name) }),
    );
  });
});
