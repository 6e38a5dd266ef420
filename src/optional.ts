import { TriptychError } from './error.ts';

/** Imports a package that only some settings need. Throws USAGE with the command that installs it where it is missing. */
export async function importOptional<T>(importPackage: () => Promise<T>, name: string, what: string): Promise<T> {
  try {
    return await importPackage();
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new TriptychError('USAGE', `This ${what} needs the package ${name}: npm install ${name}`, { cause: error });
  }
}
