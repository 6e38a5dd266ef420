/**
 * How surely a sentence asserts something that can be checked, disputed or cited, rather than telling the course of events,
 * leading over to something else, or speaking of the text itself. It is a sum of weights in log odds, fitted by logistic
 * regression to the studied sentences of `bench/meant` and rounded.
 */

/** Days, times and places at which a scene is set, and the words of its course. */
const SCENE_TIME =
  /\b(?:then|afterwards|meanwhile|outside|inside|yesterday|today|tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|(?:last|next|this) (?:week|month|morning|evening|afternoon|night)|at (?:noon|midnight|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|early|late)\b/i;
/** What people do at an occasion, whatever it is about. */
const SCENE_ACT =
  /\b(?:arrived?|sat|sitting|stood|standing|walked|rose|opened|closed|adjourned|ended|began|lasted|met|shook|poured|served|wore|brought|laughed|smiled|nodded|listened|received|greeted|toured|gathered|attended|left|returned|paused|was taken|were taken|asked (?:to|for)|rain(?:s|ed|ing))\b/i;
/** What stands about at an occasion. */
const SCENE_THING =
  /\b(?:room|hall|courtroom|garden|cafe|café|lunch|dinner|breakfast|coffee|tea|music|door|building|crowd|photographs?|morning|afternoon|evening|summer|winter|weather|window|table|chair|hearing|session|ceremony|meeting|briefing|interview)\b/i;
/** What a text says of itself: its parts, its makers and its readers. */
const ABOUT_TEXT =
  /\b(?:sections?|chapters?|figures?|tables?|annex|appendix|footnotes?)\s+(?:\d|[a-z]\b|[ivx]+\b)|\b(?:this|the|our|following)\s+(?:paper|section|chapter|report|article|interview|story|explainer|column|post|release|text|review|series|disclaimer|reviewers?|readers?|reporter)\b|\b(?:readers|reviewers|reporters?|correspondents?|disclaimer|newsletter|mailings?|comments|errors are|edited for|first published|updated|forward-looking|further (?:questions|reading)|below|above|later in)\b/i;
/** A writer at work, and his courtesies. */
const WRITER =
  /\b(?:we|i|let (?:me|us))\s+(?:will\s+|shall\s+|now\s+|then\s+)?(?:(?:re)?turn|return|look|begin|start|proceed|describe|discuss|promised|digress|thank|welcome|say|ask|asked|walked|was|were|had|sat|shared|remember|be|recall)\b|\b(?:thank(?:s| you)?|pleasure|honou?r|ladies|gentlemen|excellencies|welcome to|dear)\b/i;
const BOILERPLATE = /\b(?:founded|established|incorporated|headquartered|based) in\b/i;
const MODAL = /\b(?:will|must|should|shall|cannot|can|could|would|may|might|need(?:s)? to|ought)\b/i;
const MEASURE =
  /\d|\b(?:percent|per cent|half|third|quarter|fifth|tenth|million|billion|twice|double[sd]?|hundreds?|thousands?)\b/i;
const REASON =
  /\b(?:because|since|therefore|so that|unless|although|though|whereas|whether|which|whose|than|rather|instead|despite|while|without|even)\b/i;
const UNIVERSAL =
  /\b(?:always|never|no|none|nobody|every|each|all|any|most|many|few|both|neither|nor|only|not|more|less|least|almost)\b/i;
const PRESENT =
  /\b(?:is|are|has|have|does|do|remains?|means?|needs?|depends?|belongs?|requires?|allows?|lets?|makes?|takes?|uses?|gives?|holds?|carr(?:y|ies)|costs?|covers?|favou?rs?|threatens?|poses?|addresses|represents?|offers?|supports?|lacks?|appears?|seems?)\b/;
const PAST = /\b(?:was|were|had|did|\p{L}{3,}ed)\b/iu;
const PERFECT = /\b(?:has|have)\s+(?:\w+\s+)?(?:been|\w+(?:ed|en|wn|ne|de|un|lt|ld|pt))\b/i;

/** Probability, 0 to 1, that a declarative sentence in the document's own voice asserts something worth recording. */
export function assertionOf(text: string): number {
  const beginning = text.slice(0, LOOKED_AT);
  const sum = FEATURES.reduce((total, { weight, test }) => total + (test(beginning) ? weight : 0), BIAS);
  return 1 / (1 + Math.exp(-sum));
}

/** What is looked at, with its weight. */
export const FEATURES: { name: string; weight: number; test(text: string): boolean }[] = [
  { name: 'time of a scene', weight: -1.2, test: (text) => SCENE_TIME.test(text) },
  { name: 'act in a scene', weight: -0.8, test: (text) => SCENE_ACT.test(text) },
  { name: 'thing in a scene', weight: -1.3, test: (text) => SCENE_THING.test(text) },
  { name: 'about the text', weight: -2.1, test: (text) => ABOUT_TEXT.test(text) },
  { name: 'writer at work', weight: -1.3, test: (text) => WRITER.test(text) },
  { name: 'where and when founded', weight: -1, test: (text) => BOILERPLATE.test(text) },
  { name: 'modal', weight: 1.4, test: (text) => MODAL.test(text) },
  { name: 'measure', weight: 0.3, test: (text) => MEASURE.test(text) },
  { name: 'reason or contrast', weight: 0.6, test: (text) => REASON.test(text) },
  { name: 'universal or comparison', weight: 0.5, test: (text) => UNIVERSAL.test(text) },
  { name: 'present', weight: 0.6, test: (text) => PRESENT.test(text) },
  { name: 'perfect', weight: 0.4, test: (text) => PERFECT.test(text) },
  { name: 'past alone', weight: -0.4, test: (text) => PAST.test(text) && !PERFECT.test(text) && !PRESENT.test(text) },
  { name: 'eight words or fewer', weight: -1.6, test: (text) => countWords(text) <= 8 },
  { name: 'fourteen words or more', weight: 1.5, test: (text) => countWords(text) >= 14 },
];

const BIAS = 1.6;

/** In characters: a hundred words, so that text without an end costs no more. */
const LOOKED_AT = 600;

function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}
