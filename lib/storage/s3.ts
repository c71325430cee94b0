import { checkUri } from '../private/validate';
import { StorageCredentials } from './credentials';
import { pluginJar, StorageKind } from './kind';

/** How an S3 bucket is reached. */
export interface S3StorageProps {
  /**
   * The address of a store that is not Amazon's, such as `http://minio:9000` (`s3.endpoint`).
   *
   * @default - Amazon's
   */
  readonly endpoint?: string;

  /**
   * Whether the bucket is a part of the path, not of the host name (`s3.path.style.access`).
   *
   * @default - true where an endpoint is given
   */
  readonly pathStyleAccess?: boolean;

  /**
   * How pods get at the bucket.
   *
   * @default - what the nodes, or the pods' service accounts, are allowed to do
   */
  readonly credentials?: StorageCredentials;

  /**
   * The plugin's jar in the image's `opt/`, such as `flink-s3-fs-presto-1.20.5.jar`.
   *
   * @default - flink-s3-fs-hadoop of the Flink version, which also serves file sinks
   */
  readonly pluginJar?: string;
}

/** The provider that takes the token of a service account; the plugin's own list lacks it. */
const WEB_IDENTITY = 'com.amazonaws.auth.WebIdentityTokenCredentialsProvider';

export function s3Storage(uri: string, props: S3StorageProps): StorageKind {
  checkUri('storage', uri, ['s3', 's3a', 's3p'], 's3://acme-flink/orders');
  const { endpoint, credentials, pathStyleAccess = endpoint !== undefined } = props;
  if (endpoint !== undefined && !/^https?:\/\/[^/\s]+$/.test(endpoint)) {
    throw new Error(`storage: the endpoint '${endpoint}' is no address; write it as 'http://minio.storage:9000', without a path`);
  }
  return {
    root: () => uri,
    contribute: (version) => ({
      options: {
        ...(endpoint ? { 's3.endpoint': endpoint } : {}),
        ...(pathStyleAccess ? { 's3.path.style.access': 'true' } : {}),
        ...(credentials?._annotations['eks.amazonaws.com/role-arn'] ? { 'fs.s3a.aws.credentials.provider': WEB_IDENTITY } : {}),
      },
      plugins: [props.pluginJar ?? pluginJar('flink-s3-fs-hadoop', version)],
      secretEnvironment: credentials?._environment,
      serviceAccountAnnotations: credentials?._annotations,
    }),
  };
}
