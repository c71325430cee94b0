import { Contribution } from '../private/contribution';
import { names } from '../private/names';
import { NATIVE_JOB_MANAGER } from '../security/identity';
import { TEMPLATE_FILES } from './contributions';
import { Mode } from './mode';
import { FlinkClusterProps, FlinkStandaloneClusterProps } from './props';

/** Where the update Job's client finds the configuration files. */
const CONF_FOLDER = '/update/conf';

/** Flink's client and JobManager make the pods, as options tell them. */
export const NATIVE: Mode = {
  name: 'native',
  startedBy: 'flink',
  ownPods: false,
  jobManagerRules: NATIVE_JOB_MANAGER,
  defaults: {},
  files: {},
  check: checkNative,
  pods: (templates) => templates,
  problems: () => [],
  contribute: (name, props) => [...podTemplateContributions(props), identityContribution(name)],
};

function checkNative({ flinkVersion, scaling, localRecovery, highAvailability }: FlinkStandaloneClusterProps): void {
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
