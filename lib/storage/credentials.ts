import { SecretVariable } from '../private/contribution';

/** Keys of a Secret that holds an access key. */
export interface AccessKeySecretProps {
  /**
   * The key of the access key's id.
   *
   * @default 'AWS_ACCESS_KEY_ID'
   */
  readonly idKey?: string;

  /**
   * The key of the secret access key.
   *
   * @default 'AWS_SECRET_ACCESS_KEY'
   */
  readonly secretKey?: string;
}

/**
 * How pods get at a bucket: by a Secret that is on the cluster, or as their service account. Never by text in the YAML.
 */
export class StorageCredentials {
  /**
   * An access key from a Secret in the job's namespace.
   *
   * @param secretName the Secret's name
   */
  public static accessKey(secretName: string, props: AccessKeySecretProps = {}): StorageCredentials {
    return new StorageCredentials(
      {
        AWS_ACCESS_KEY_ID: { secret: secretName, key: props.idKey ?? 'AWS_ACCESS_KEY_ID' },
        AWS_SECRET_ACCESS_KEY: { secret: secretName, key: props.secretKey ?? 'AWS_SECRET_ACCESS_KEY' },
      },
      {},
    );
  }

  /**
   * A storage account's key from a Secret in the job's namespace, for Azure.
   *
   * @param secretName the Secret's name
   * @param key the Secret's key that holds it
   */
  public static accountKey(secretName: string, key: string): StorageCredentials {
    return new StorageCredentials({ AZURE_STORAGE_KEY: { secret: secretName, key } }, {});
  }

  /**
   * The cloud's identity of the pods' service accounts, by an annotation, such as `eks.amazonaws.com/role-arn` or
   * `iam.gke.io/gcp-service-account`.
   *
   * @param annotations what the service accounts of JobManager and TaskManager carry
   * @throws where none is given
   */
  public static serviceAccount(annotations: { [key: string]: string }): StorageCredentials {
    if (Object.keys(annotations).length === 0) {
      throw new Error(
        "storage: serviceAccount() was given no annotation; name one, such as { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/flink' }",
      );
    }
    return new StorageCredentials({}, annotations);
  }

  /** @internal */
  public readonly _environment: Readonly<Record<string, SecretVariable>>;
  /** @internal */
  public readonly _annotations: Readonly<Record<string, string>>;

  private constructor(environment: Readonly<Record<string, SecretVariable>>, annotations: Readonly<Record<string, string>>) {
    this._environment = environment;
    this._annotations = annotations;
  }
}
