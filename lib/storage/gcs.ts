import { checkUri } from '../private/validate';
import { StorageCredentials } from './credentials';
import { pluginJar, StorageKind } from './kind';

/** How a bucket of Google Cloud Storage is reached. */
export interface GcsStorageProps {
  /**
   * The Google service account of the pods, by annotation (`iam.gke.io/gcp-service-account`).
   *
   * @default - what the nodes are allowed to do
   */
  readonly credentials?: StorageCredentials;

  /**
   * The plugin's jar in the image's `opt/`.
   *
   * @default - flink-gs-fs-hadoop of the Flink version
   */
  readonly pluginJar?: string;
}

export function gcsStorage(uri: string, props: GcsStorageProps): StorageKind {
  checkUri('storage', uri, ['gs'], 'gs://acme-flink/orders');
  return {
    root: () => uri,
    contribute: (version) => {
      version._need('gcs', 'storage');
      return {
        plugins: [props.pluginJar ?? pluginJar('flink-gs-fs-hadoop', version)],
        secretEnvironment: props.credentials?._environment,
        serviceAccountAnnotations: props.credentials?._annotations,
      };
    },
  };
}
