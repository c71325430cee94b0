import { FlinkVersion, StateStorage, StorageCredentials } from '../../lib';

const URI = 'abfss://flink@acme.dfs.core.windows.net/orders';

test('A container switches the plugin on', () => {
  expect(StateStorage.azure(URI)._contribute(FlinkVersion.of('1.20.5'), 'orders')).toEqual({
    prop: 'storage',
    options: {
      'execution.checkpointing.dir': `${URI}/checkpoints`,
      'execution.checkpointing.savepoint-dir': `${URI}/savepoints`,
    },
    plugins: ['flink-azure-fs-hadoop-1.20.5.jar'],
  });
});

test("An account's key comes from a Secret by the environment, where Flink is told to look", () => {
  const storage = StateStorage.azure(URI, { credentials: StorageCredentials.accountKey('azure', 'key1'), pluginJar: 'azure.jar' });
  const { options, plugins, secretEnvironment } = storage._contribute(FlinkVersion.V1_20, 'orders');
  expect(options).toHaveProperty(
    ['fs.azure.account.keyprovider.acme.dfs.core.windows.net'],
    'org.apache.flink.fs.azurefs.EnvironmentVariableKeyProvider',
  );
  expect(secretEnvironment).toEqual({ AZURE_STORAGE_KEY: { secret: 'azure', key: 'key1' } });
  expect(plugins).toEqual(['azure.jar']);
});

test.each(['s3://acme/orders', 'https://acme.blob.core.windows.net/flink'])('%s is none of Azure', (uri) => {
  expect(() => StateStorage.azure(uri)).toThrow(
    `storage: '${uri}' was given; allowed is a URI that begins with abfs:// or abfss:// or wasb:// or wasbs://, such as '`,
  );
});

test.each(['abfss://acme.dfs.core.windows.net/flink', 'wasbs://flink/orders'])('%s names no storage account', (uri) => {
  expect(() => StateStorage.azure(uri)).toThrow(
    `storage: '${uri}' names no storage account; write it as 'abfss://<container>@<account>.dfs.core.windows.net/<folder>'`,
  );
});
