import { Problem } from '../config/check';
import { FlinkOptions } from '../config/options';
import { FEATURES } from '../config/releases';
import { Contribution } from '../private/contribution';
import { names } from '../private/names';
import { JOB_MANAGER_SCRIPT } from '../savepoint/program.generated';
import { Mode } from './mode';
import { FlinkStandaloneClusterProps } from './props';
import { jobManagerPod, OWN_FOLDERS, OWN_VARIABLES, OWN_VOLUMES, PORTS, SCRIPT, taskManagerPod } from './standalone-pods';

/** The YAML makes the pods, and the scripts of Flink's distribution start what runs in them. */
export const STANDALONE: Mode = {
  name: 'standalone',
  startedBy: 'scripts',
  ownPods: true,
  jobManagerRules: () => [],
  clusterId: (name) => name,
  // TaskManagers are up before the JobManager, and would wait 10 s, all of it standstill, after they had found none. In ms.
  defaults: { 'cluster.registration.error-delay': '1000' },
  files: { [SCRIPT]: JOB_MANAGER_SCRIPT },
  check: checkStandalone,
  prepares: () => false,
  problems: nativeOptions,
  contribute: (name, props, highAvailability) => [
    portsContribution(name, highAvailability),
    ...(props.localRecovery ? [props.localRecovery._contribute(props.flinkVersion)] : []),
  ],
  pods: ({ jobManager, taskManager }, plan, revision) => ({
    jobManager: jobManagerPod(jobManager!, plan, revision),
    taskManager: taskManagerPod(taskManager!, plan, revision),
  }),
};

/** Where Flink's scripts look for jars. */
const JARS = '/opt/flink/usrlib/';

const MAX_PARALLELISM = 'pipeline.max-parallelism';

/** The maximum parallelism of a job that says none. */
const DEFAULT_MAX_PARALLELISM = 128;

function checkStandalone(props: FlinkStandaloneClusterProps): void {
  const { job, flinkVersion, prepareAhead, scaling, taskSlots = 1, options = {} } = props;
  if (prepareAhead)
    throw new Error('prepareAhead: true was given, which standalone clusters do not have; use a native cluster, or leave it out');
  if (!job.jarPath.startsWith(JARS) && !flinkVersion._has('jarsArgument')) {
    throw new Error(
      `job: '${job.jarPath}' is outside ${JARS}, where standalone clusters of Flink ${flinkVersion.minor} look for jars; put it there, ` +
        `or use Flink ${FEATURES.jarsArgument.since} or later`,
    );
  }
  checkNames(props);
  const { max } = scaling?._autoscaler ?? {};
  if (max === undefined) return;
  if (props.parallelism !== undefined) {
    throw new Error(
      `parallelism: ${props.parallelism} was given, and in reactive mode the job uses all TaskManagers that there are; leave it out, and give ` +
        'scaling.minTaskManagers and maxTaskManagers',
    );
  }
  // Flink's own default is -1.
  const given = Number(options[MAX_PARALLELISM] ?? -1);
  const allowed = given < 0 ? DEFAULT_MAX_PARALLELISM : given;
  if (max * taskSlots > allowed) {
    throw new Error(
      `scaling.maxTaskManagers: ${max} TaskManagers of ${taskSlots} task slot(s) are ${max * taskSlots} slots, and the job's maximum parallelism is ` +
        `${allowed}${given < 0 ? ` where the option '${MAX_PARALLELISM}' does not say otherwise` : ''}: the others would be idle. Take at most ` +
        `${Math.floor(allowed / taskSlots)}, or raise '${MAX_PARALLELISM}', which a job that has state can do only when it is started from empty`,
    );
  }
}

/** What the pods have already, under names that a user cannot take. */
function checkNames({
  environment = {},
  secretEnvironment = {},
  secretMounts = {},
  jobManager,
  taskManager,
}: FlinkStandaloneClusterProps): void {
  const taken = (prop: string, given: string, what: string) =>
    new Error(`${prop}: '${given}' is ${what} that the library gives every pod of a standalone cluster; take another one`);
  for (const [prop, names] of Object.entries({ environment, secretEnvironment }))
    for (const name of Object.keys(names)) if (OWN_VARIABLES.includes(name)) throw taken(prop, name, 'a variable');
  for (const folder of Object.values(secretMounts))
    if (OWN_FOLDERS.includes(folder.replace(/\/+$/, ''))) throw taken('secretMounts', folder, 'a folder');
  for (const [prop, process] of Object.entries({ jobManager, taskManager })) {
    const { containers = [], volumes = [] } = process?.podTemplate?.spec ?? {};
    for (const { name } of volumes) if (OWN_VOLUMES.test(name)) throw taken(`${prop}.podTemplate`, name, 'a volume');
    for (const { name } of containers.flatMap((container) => container.env ?? []))
      if (OWN_VARIABLES.includes(name)) throw taken(`${prop}.podTemplate`, name, 'a variable');
  }
}

/** Options of Kubernetes' HA and client, which every mode reads. */
const SHARED = /^kubernetes\.(client\.|config\.file$|context$|transactional-operation\.)/;

/** A user's options that only Flink's native mode reads. */
function nativeOptions(users: FlinkOptions): Problem[] {
  return Object.keys(users)
    .filter((key) => /^(kubernetes|containerized)\./.test(key) && !SHARED.test(key))
    .map((key) => ({
      severity: 'error',
      key,
      message: `option '${key}' (given '${users[key]}') is read in Flink's native mode only; say it by a prop of the cluster, or in podTemplate`,
    }));
}

/** Every port fixed, so that NetworkPolicies and meshes can be written. */
function portsContribution(name: string, highAvailability: boolean): Contribution {
  return {
    prop: 'name',
    options: {
      'blob.server.port': String(PORTS.blob),
      ...(highAvailability ? { 'high-availability.jobmanager.port': String(PORTS.jobManagerRpc) } : {}),
      'jobmanager.rpc.address': names.rpc(name),
      'jobmanager.rpc.port': String(PORTS.jobManagerRpc),
      'metrics.internal.query-service.port': String(PORTS.query),
      'taskmanager.data.port': String(PORTS.data),
      'taskmanager.rpc.port': String(PORTS.taskManagerRpc),
    },
  };
}
