import { checkUri } from '../private/validate';
import { StorageCredentials } from './credentials';
import { pluginJar, StorageKind } from './kind';

/** How a container of Azure Blob Storage is reached. */
export interface AzureStorageProps {
  /**
   * The storage account's key from a Secret (`StorageCredentials.accountKey`), which Flink then takes from the environment.
   *
   * @default - what the nodes, or the pods' service accounts, are allowed to do
   */
  readonly credentials?: StorageCredentials;

  /**
   * The plugin's jar in the image's `opt/`.
   *
   * @default - flink-azure-fs-hadoop of the Flink version
   */
  readonly pluginJar?: string;
}

/** Flink's provider that takes an account's key from AZURE_STORAGE_KEY. */
const KEY_FROM_ENVIRONMENT = 'org.apache.flink.fs.azurefs.EnvironmentVariableKeyProvider';

export function azureStorage(uri: string, props: AzureStorageProps): StorageKind {
  checkUri('storage', uri, ['abfs', 'abfss', 'wasb', 'wasbs'], 'abfss://flink@acme.dfs.core.windows.net/orders');
  const [, host] = /^\w+:\/\/[^@/]+@([^/]+)/.exec(uri) ?? [];
  if (!host)
    throw new Error(
      `storage: '${uri}' names no storage account; write it as 'abfss://<container>@<account>.dfs.core.windows.net/<folder>'`,
    );
  const environment = props.credentials?._environment;
  return {
    root: () => uri,
    contribute: (version) => ({
      options: environment?.AZURE_STORAGE_KEY ? { [`fs.azure.account.keyprovider.${host}`]: KEY_FROM_ENVIRONMENT } : {},
      plugins: [props.pluginJar ?? pluginJar('flink-azure-fs-hadoop', version)],
      secretEnvironment: environment,
      serviceAccountAnnotations: props.credentials?._annotations,
    }),
  };
}
