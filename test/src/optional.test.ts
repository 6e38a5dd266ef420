import { expect, it } from 'vitest';
import { importOptional } from '../../src/optional.ts';

it('A package that is chosen but not installed is named with the command that installs it', async () => {
  const name = '@triptych/not-installed';
  await expect(importOptional(() => import(name), name, 'chat model')).rejects.toMatchObject({
    code: 'USAGE',
    message: `This chat model needs the package ${name}: npm install ${name}`,
  });
});

it('An installed package that fails to load is not said to be missing', async () => {
  const failing = () => Promise.reject(new Error('broken inside'));
  await expect(importOptional(failing, 'any', 'chat model')).rejects.toThrow('broken inside');
});
