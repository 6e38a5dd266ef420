/** The media type of Web Annotation (W3C Recommendation, 2017). */
export const ANNOTATION = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"; charset=utf-8';
/** The media type of Problem Details (RFC 9457). */
export const PROBLEM = 'application/problem+json';
/** The media type of server-sent events (WHATWG HTML). */
export const EVENTS = 'text/event-stream';
/** The media type of a file of any kind. */
export const FILE = 'application/octet-stream';
