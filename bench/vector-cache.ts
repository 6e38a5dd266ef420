import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Embed = (texts: string[]) => Promise<Float32Array[]>;

/**
 * An embedding that remembers, in the system's temporary folder, the vectors of texts that it has made: training and
 * measuring ask for the same ones. `name` must tell apart whatever gives another vector to the same text.
 */
export function remembering(embed: Embed, name: string): Embed {
  const folder = join(tmpdir(), 'triptych-vectors');
  const [index, numbers] = [join(folder, `${name}.json`), join(folder, `${name}.f32`)];
  const known = existsSync(index) ? read(index, numbers) : new Map<string, Float32Array>();
  return async (texts) => {
    const missing = [...new Set(texts)].filter((text) => !known.has(text));
    const made = await embed(missing);
    missing.forEach((text, i) => {
      known.set(text, made[i]!);
    });
    if (missing.length > 0) {
      mkdirSync(folder, { recursive: true });
      write(
        numbers,
        Buffer.concat(
          [...known.values()].map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
        ),
      );
      write(index, JSON.stringify([...known.keys()]));
    }
    return texts.map((text) => known.get(text)!);
  };
}

function read(index: string, numbers: string): Map<string, Float32Array> {
  const texts = JSON.parse(readFileSync(index, 'utf8')) as string[];
  const all = new Float32Array(Uint8Array.from(readFileSync(numbers)).buffer);
  const size = all.length / texts.length;
  return new Map(texts.map((text, i) => [text, all.slice(i * size, (i + 1) * size)]));
}

/** In one step, so that another run never finds half a file. */
function write(path: string, content: string | Uint8Array): void {
  writeFileSync(`${path}.${process.pid}`, content);
  renameSync(`${path}.${process.pid}`, path);
}
