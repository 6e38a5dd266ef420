/** Stable names of everything that may be expected to go wrong. The API and the command line map them to statuses and exit codes. */
export const ERROR_CODES = [
  'USAGE', // the caller asked for something that does not exist or cannot be
  'READ_ONLY', // somebody wants to write where nobody may
  'UNAUTHORISED', // somebody wants to write who has not shown that he may
  'WRONG_METHOD', // an address is asked by an HTTP method that it is not for
  'NOT_FOUND', // no document, version, claim, speaker or topic of that name
  'MISSING', // no file or folder at that path
  'NOTHING_TO_READ', // a folder without any file that can be read
  'EMPTY', // a file without content
  'WRONG_TYPE', // the content is not of a type that can be read, whatever its name says
  'ENCRYPTED', // a PDF that needs a password
  'NO_TEXT_LAYER', // a PDF of pictures
  'GARBLED_FONT', // a PDF whose fonts do not say which characters they show
  'CORRUPT', // a file whose structure is broken
  'TOO_LARGE', // beyond the limit on size
  'TOO_DEEP', // beyond the limit on nesting
  'TIMEOUT', // beyond the limit on time
  'ENCODING_SUSPECT', // text of which much cannot be decoded
  'EMPTY_PAGE', // a web page without any readable text
  'BAD_ADDRESS', // not a whole address of the web, or one with a user name in it
  'PRIVATE_ADDRESS', // an address that leads to this machine or into a private network
  'ROBOTS', // robots.txt of the site asks programs not to fetch this
  'UNREACHABLE', // no server of that name, no answer, or one that breaks off
  'HTTP_STATUS', // the server answered, but not with a document
  'REDIRECTS', // the address leads on and on
  'BAD_METADATA', // front matter or a sidecar that cannot be understood
  'BAD_CORPUS', // a registry file (corpus/*.yaml) that contradicts itself
  'BAD_DATABASE', // not a Triptych database, or one of a newer version
  'EMBEDDING_MODEL', // the database was made with another embedding model
  'EMBEDDING_FAILED', // the embedding service cannot be reached or answers nonsense
  'PORT_TAKEN', // another program listens there
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** An expected failure: a stable code, and a message that says what to do. Anything else that is thrown is a bug. */
export class TriptychError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'TriptychError';
    this.code = code;
  }
}
