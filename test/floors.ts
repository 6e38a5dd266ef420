/** Floors of quality, in percent, of the benchmarks beside the project. They rise with the code and never fall. */
export const FLOORS = {
  attribution: {
    /** F1 of attributions with the right content and the right source. */
    whoSaidWhat: 32,
    directQuotesWithSource: 60,
  },
  claims: {
    /** Labelled claims found with the right speaker and bloc. */
    foundWithSpeaker: 60,
    topicOfFound: 60,
    /** Pieces of page furniture taken for claims. */
    furniture: 0,
  },
  reading: { f1: 95 },
} as const;
