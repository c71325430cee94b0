import type { FlinkVersion } from '../config/version';
import { Contribution } from '../private/contribution';

/** A kind of storage, as plain functions of the release and the job's name. */
export interface StorageKind {
  /** The folder under which everything lies, as a URI. */
  readonly root: (name: string) => string;
  readonly contribute: (version: FlinkVersion, name: string) => Omit<Contribution, 'prop'>;
  /** A claim to be made before the job starts. */
  readonly claim?: (name: string) => { readonly name: string; readonly spec: object };
}

/** Where official images keep a release's file system plugin. */
export function pluginJar(plugin: string, version: FlinkVersion): string {
  return `${plugin}-${version.patch}.jar`;
}
