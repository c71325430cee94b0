import { Contribution } from '../private/contribution';
import { names } from '../private/names';
import { NATIVE_JOB_MANAGER, NATIVE_JOB_MANAGER_THAT_EXITS } from '../security/identity';
import { TEMPLATE_FILES } from './contributions';
import { Mode } from './mode';
import { ENTRY_PATH, gatedJobManager, withEntry } from './native-pods';
import { FlinkClusterProps, FlinkStandaloneClusterProps } from './props';

/** Where the update Job's client finds the configuration files. */
const CONF_FOLDER = '/update/conf';

/** What lets a cluster be there before it is to run. */
const PREPARATION: Contribution = {
  prop: 'flinkVersion',
  native: {
    'kubernetes.entry.path': ENTRY_PATH,
    // TaskManagers that are there already are waited for, so that no others are made beside them.
    'resourcemanager.previous-worker.recovery.timeout': '10 s',
  },
};

/** Flink's client and JobManager make the pods, as options tell them. */
export const NATIVE: Mode = {
  name: 'native',
  startedBy: 'flink',
  ownPods: false,
  jobManagerRules: (version) => (version._has('stayUpWhenFinished') ? NATIVE_JOB_MANAGER : NATIVE_JOB_MANAGER_THAT_EXITS),
  clusterId: (name, revision) => `${name}-${revision}`,
  defaults: {},
  files: {},
  check: checkNative,
  prepares,
  pods: ({ jobManager, taskManager }, plan, revision) =>
    plan.prepared
      ? { jobManager: gatedJobManager(jobManager!, plan, revision), taskManager: withEntry(taskManager!, plan.name) }
      : { jobManager, taskManager },
  problems: () => [],
  contribute: (name, props, highAvailability) => [
    ...podTemplateContributions(props),
    identityContribution(name),
    ...(prepares(props, highAvailability) ? [PREPARATION] : []),
  ],
};

function prepares({ flinkVersion, prepareAhead = true }: FlinkStandaloneClusterProps, highAvailability: boolean): boolean {
  return prepareAhead && highAvailability && flinkVersion._has('preparation');
}

function checkNative(props: FlinkStandaloneClusterProps): void {
  const { flinkVersion, highAvailability, localRecovery, prepareAhead, reporters = [], scaling } = props;
  const secret = reporters.find(({ _secretOptions }) => Object.keys(_secretOptions).length > 0);
  if (secret && !prepares(props, highAvailability?.enabled ?? true))
    throw new Error(
      `reporters: '${secret._name}' was given, whose key would be in a ConfigMap here; native clusters can hand it over where they are made ready ahead: ` +
        'Flink 1.16 or later, with highAvailability and prepareAhead. Use these, a standalone cluster, or MetricsReporter.statsD() to its agent',
    );
  if (prepareAhead) {
    flinkVersion._need('preparation', 'prepareAhead');
    if (highAvailability && !highAvailability.enabled)
      throw new Error(
        'prepareAhead: true was given, and highAvailability is off; only with it does Flink tell that the job before is over. Turn it on, or leave prepareAhead out',
      );
  }
  // Before, a standby would run the job again that an update has stopped, and the update Job may not take it away.
  if ((highAvailability?.jobManagers ?? 1) > 1) flinkVersion._need('standbys', 'highAvailability.jobManagers');
  if (scaling && !scaling._inPlace)
    throw new Error(
      'scaling: FlinkScaling.reactive() was given, which native clusters do not have; use FlinkScaling.adaptive(), or a standalone cluster',
    );
  if (localRecovery)
    throw new Error('localRecovery: native clusters have no volume for each TaskManager; use a standalone cluster, or leave it out');
}

function podTemplateContributions({ flinkVersion }: FlinkClusterProps): Contribution[] {
  const files = flinkVersion._has('podTemplates') ? Object.entries(TEMPLATE_FILES) : [];
  return files.map(([prop, file]) => ({
    prop,
    native: { [`kubernetes.pod-template-file.${prop.toLowerCase()}`]: `${CONF_FOLDER}/${file}` },
  }));
}

function identityContribution(name: string): Contribution {
  return {
    prop: 'flinkVersion',
    native: {
      'kubernetes.jobmanager.service-account': names.jobManagerAccount(name),
      'kubernetes.rest-service.exposed.type': 'ClusterIP',
      'kubernetes.taskmanager.service-account': names.taskManagerAccount(name),
    },
  };
}
