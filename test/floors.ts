/** Floors of quality, in percent, of the benchmarks. They rise with the code and never fall. */
export const FLOORS = {
  attribution: {
    /** F1 of attributions with the right content and the right source. */
    whoSaidWhat: 73,
    directQuotesWithSource: 90,
    /** F1 of words that stand in any content. */
    contentTokens: 87,
    /** Of the attributions with the right content. */
    sourceRight: 90,
  },
  claims: {
    /** Labelled claims found with the right speaker and bloc. */
    foundWithSpeaker: 98,
    topicOfFound: 90,
    stanceOfFound: 73,
    /** Pieces of page furniture taken for claims. */
    furniture: 0,
  },
  /**
   * Micro F1 on the held claims of bench/topics: of those read in bundled digests, of the invented ones, and of these as if
   * all topics had just been added to the file.
   */
  topics: { digests: 0.66, held: 0.75, untaught: 0.66 },
  /** On the dev part of Perspectrum. */
  stance: { macroF1: 0.7, calibrationError: 0.05 },
  mentions: {
    /** Mentions resolved to the right speaker, or rightly to none. */
    resolved: 93,
    resolvedOfHeld: 85,
    /** Sentences taken for the document's own claims that are some. */
    ownPrecision: 92,
    ownPrecisionOfHeld: 85,
    ownRecall: 90,
  },
  speakers: {
    /** B-cubed F1 of who is the same as whom across documents. */
    linked: 96,
    linkedOfHeld: 93,
    /** Mentions of people whom the registry does not know that are linked to none whom it does. */
    unknownKept: 98,
  },
  /**
   * F1 of what two claims are to each other: the mean of all relations, and those that rest on evidence. The held pairs are
   * those of before and more than twice as many, half of them the nearest of real claims.
   */
  compare: {
    macroF1OfHeld: 46,
    held: { contradict: 68, answer: 76, apart: 52 },
    /** Of the links that a comparison shows of the labelled pairs, those that are right; of those that exist, those that it shows. */
    linksRight: 76,
    linksFound: 22,
  },
  verify: {
    /** True quotations, as they are and as printing changes them, that are called verbatim. */
    trueVerbatim: 99.8,
    /** Changed quotations whose change is called by its kind, and those of the worst kind. */
    kindRight: 98,
    kindRightOfWorst: 92,
    /** Invented quotations that are called anything but not found. */
    inventedTaken: 0.5,
  },
  /** F1 of the main text of web pages, 0 to 1. */
  reading: { f1: 0.97 },
  /** Titles and dates of web pages. */
  metadata: { titles: 96, dates: 94, datesPrecision: 94 },
} as const;
