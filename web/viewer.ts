/** Who looks at a page. */
export interface Viewer {
  /** Whether anybody can sign in: pages never offer what would be refused. */
  canSignIn: boolean;
  /** Null for readers. `form` is what every form of theirs must carry, so that no other site can send one. */
  editor: { name: string; form: string } | null;
}
