/** A key of a Secret in the job's namespace. */
export interface SecretKey {
  /** The Secret's name. */
  readonly secretName: string;
  /** The key in it. */
  readonly key: string;
}
