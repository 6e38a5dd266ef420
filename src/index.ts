/** What other programs may import from the package `triptych`. */
export type { Bloc, Claim, Manner, Polarity, Speaker, Stance } from './claim.ts';
export type { Filter } from './contract.ts';
export { TriptychError } from './error.ts';
export { Knowledge } from './knowledge.ts';
export { type ClaimMetadata, TriptychRetriever, type TriptychRetrieverInput } from './retriever.ts';
