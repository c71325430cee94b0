import { Contribution, SecretOption, SecretVariable } from '../private/contribution';
import { escaped } from '../private/escape';
import { FlinkClusterProps } from './props';

/** The variable by which `entry.sh` is told of options that are in Secrets. */
const SECRET_OPTIONS = 'CDK8S_FLINK_SECRET_OPTIONS';

/** What every process of the cluster finds in its environment. */
export interface PodEnvironment {
  readonly variables: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, SecretVariable>>;
  /** Options of Flink that are in Secrets, and the variables that hold them. */
  readonly options: Readonly<Record<string, string>>;
  /** Secrets as files: the folder by the Secret's name. */
  readonly files: Readonly<Record<string, string>>;
}

/** Environment, Secrets and plugins, of the props and of all other contributions. */
export function podEnvironment(props: FlinkClusterProps, others: readonly Contribution[]): PodEnvironment {
  const plugins = [...new Set(others.flatMap((c) => c.plugins ?? []))];
  const environment = Object.assign(
    {},
    ...others.map((c) => c.environment ?? {}),
    plugins.length ? { ENABLE_BUILT_IN_PLUGINS: plugins.join(';') } : {},
  ) as Record<string, string>;
  const options = Object.assign({}, ...others.map((c) => c.secretOptions ?? {})) as Record<string, SecretOption>;
  const ofOptions = Object.values(options).map(({ variable, secret, key }) => [variable, { secret, key }] as const);
  const secrets = Object.assign(Object.fromEntries(ofOptions), ...others.map((c) => c.secretEnvironment ?? {})) as Record<
    string,
    SecretVariable
  >;
  for (const [key, value] of Object.entries(props.environment ?? {})) {
    checkVariable('environment', key);
    if (secrets[key])
      throw new Error(
        `environment: ${key} comes from the Secret '${secrets[key].secret}', which another prop names; leave one of them out`,
      );
    if (environment[key] !== undefined)
      throw new Error(`environment: ${key} (given '${value}') is set by the library to '${environment[key]}'; leave it out`);
    environment[key] = value;
  }
  for (const [key, { secretName, key: of }] of Object.entries(props.secretEnvironment ?? {})) {
    checkVariable('secretEnvironment', key);
    if (secrets[key] ?? environment[key]) throw new Error(`secretEnvironment: ${key} is set already; leave one of them out`);
    secrets[key] = { secret: secretName, key: of };
  }
  const mounts = Object.entries(props.secretMounts ?? {});
  for (const [secret, folder] of mounts) {
    if (!folder.startsWith('/'))
      throw new Error(
        `secretMounts: '${folder}' for Secret '${secret}' is relative; allowed is an absolute path such as '/secrets/${secret}'`,
      );
  }
  const held = Object.fromEntries(Object.entries(options).map(([option, { variable }]) => [option, variable] as const));
  return { variables: environment, secrets, options: held, files: Object.fromEntries(mounts) };
}

/** The environment in the words of Flink's native mode. */
export function environmentContribution({ files, options, secrets, variables: users }: PodEnvironment): Contribution {
  const secretOptions = Object.entries(options).map(([option, variable]) => `${option}=${variable}`);
  // The script in front of the processes puts them into the copy of the configuration that these read.
  const variables = secretOptions.length ? { ...users, [SECRET_OPTIONS]: secretOptions.join(' ') } : users;
  const secretVariables = Object.entries(secrets);
  const mounts = Object.entries(files);
  return {
    prop: 'environment',
    native: {
      ...Object.fromEntries(
        // Flink hands them to Kubernetes as they are.
        Object.entries(variables).flatMap(([key, value]) => [
          [`containerized.master.env.${key}`, escaped(value)],
          [`containerized.taskmanager.env.${key}`, escaped(value)],
        ]),
      ),
      ...(secretVariables.length
        ? {
            'kubernetes.env.secretKeyRef': secretVariables.map(([env, s]) => `env:${env},secret:${s.secret},key:${s.key}`).join(';'),
          }
        : {}),
      ...(mounts.length ? { 'kubernetes.secrets': mounts.map(([secret, folder]) => `${secret}:${folder}`).join(',') } : {}),
    },
  };
}

function checkVariable(prop: string, key: string): void {
  if (!/^[A-Za-z_]\w*$/.test(key))
    throw new Error(`${prop}: '${key}' is no name of an environment variable; allowed are letters, digits and '_'`);
}
