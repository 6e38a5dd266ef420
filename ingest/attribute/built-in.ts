import type { Extractor } from '../../src/claim.ts';
import { rules } from './index.ts';
import { loadTagger, type Tagger } from './tagger.ts';
import { trained } from './trained.ts';

/** The trained extractor; the rules, with a warning, where its network cannot be loaded. */
export const builtIn: Extractor = withFallback(loadTagger);

/** {@link builtIn} with a network that `load` loads. */
export function withFallback(load: () => Promise<Tagger>): Extractor {
  return {
    name: trained.name,
    async extract(document) {
      try {
        await load();
      } catch (error) {
        const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
        const message = `Rules found who said what here, since the trained network cannot be loaded (${reason}). They find fewer claims. Run "npm install" again, on a system that onnxruntime-node supports.`;
        return { ...(await rules.extract(document)), warnings: [{ code: 'NO_MODEL', message }], unfinished: true };
      }
      return trained.extract(document);
    },
  };
}
