import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder that lasts as long as the test run. */
    folder: string;
    /** Cases of each property of the fuzz test. */
    fuzzRuns: number;
  }
}

export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'triptych-test-'));
  project.provide('folder', folder);
  return () => rmSync(folder, { recursive: true });
}
