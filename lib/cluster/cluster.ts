import { ApiObject, Yaml } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct, IConstruct } from 'constructs';
import { jobManagerMemory, memoryTable, taskManagerMemory } from '../config/memory';
import { configFileName, renderOptions } from '../config/render';
import { ingressManifest, IngressProps, serviceManifest } from '../network/ingress';
import { COMPONENTS, names, objectLabels, selectorLabels } from '../private/names';
import { located } from '../private/validate';
import { LABELS } from '../savepoint/runtime/labels';
import { addIdentity, HA_KEEPER, HA_READER } from '../security/identity';
import { METRICS_PORT, TEMPLATE_FILES } from './contributions';
import { MODES } from './modes';
import { AHEAD_FILE, aheadTaskManager } from './native-pods';
import { ClusterPlan } from './plan';
import { FlinkClusterProps } from './props';

/** The clusters of an app, by namespace and name. */
const KNOWN = new WeakMap<IConstruct, Map<string, string>>();

/** A Flink cluster that runs one streaming job: what every mode has. */
export abstract class FlinkCluster extends Construct {
  /** The job's name, which names everything made for it. */
  public readonly clusterName: string;

  /** The namespace. */
  public readonly namespace: string;

  /**
   * A short hash of everything that makes the running job what it is: image, release, options, arguments, pods, log
   * configuration. The pods carry it as the label `cdk8s-flink/revision`.
   */
  public readonly revision: string;

  /** The ConfigMap of Flink's configuration and log configuration. It owns what is made at run time. */
  public readonly configMap: ApiObject;

  /** The Service of REST and UI. */
  public readonly service: ApiObject;

  /** The service account of the JobManager. */
  public readonly jobManagerAccount: ApiObject;

  /** The service account of the TaskManagers. */
  public readonly taskManagerAccount: ApiObject;

  /** @internal */
  public readonly _plan: ClusterPlan;

  private metrics?: ApiObject;

  protected constructor(scope: Construct, id: string, props: FlinkClusterProps) {
    super(scope, id);
    const plan = located(this.node.path, () => this._planned(id, props));
    this._plan = plan;
    this.claimName(plan);
    // On standard error: standard output may be the YAML.
    // eslint-disable-next-line no-console
    for (const warning of plan.warnings) console.warn(`${this.node.path}: warning: ${warning}`);
    const { name, namespace, highAvailability } = plan;
    this.clusterName = name;
    this.namespace = namespace;
    this.revision = plan.revision;

    const identity = { namespace, job: name, annotations: plan.serviceAccountAnnotations };
    const rules = [...MODES[plan.mode].jobManagerRules(plan.version), ...(highAvailability ? HA_KEEPER : [])];
    this.jobManagerAccount = addIdentity(this, 'jobmanager', names.jobManagerAccount(name), {
      ...identity,
      component: COMPONENTS.jobManager,
      rules,
      token: rules.length > 0,
    });
    this.taskManagerAccount = addIdentity(this, 'taskmanager', names.taskManagerAccount(name), {
      ...identity,
      component: COMPONENTS.taskManager,
      rules: highAvailability ? HA_READER : [],
      token: highAvailability,
    });
    this.configMap = new k8s.KubeConfigMap(this, 'config', {
      metadata: { name: names.config(name), namespace, labels: { ...objectLabels(name), [LABELS.revision]: plan.revision } },
      data: configData(plan),
    });
    this.service = new k8s.KubeService(this, 'ui', serviceManifest(name, namespace, selectorLabels(name, COMPONENTS.jobManager)));
    if (props.ingress) this.addIngress('ingress', props.ingress);
  }

  /** Labels that all pods of the cluster carry, in every revision. */
  public get podLabels(): { [key: string]: string } {
    return selectorLabels(this.clusterName);
  }

  /** What is allowed, and worth a second look; it is printed at synth, too. */
  public get warnings(): string[] {
    return [...this._plan.warnings];
  }

  /** Flink's options as they go to the cluster, by key. */
  public get flinkOptions(): { [key: string]: string } {
    return { ...this._plan.options };
  }

  /** The cluster in short: what runs, and how Flink divides the memory of JobManager and TaskManager. */
  public describe(): string {
    const { name, namespace, version, image, revision, options, mode } = this._plan;
    const { startedBy } = MODES[mode];
    const memory = memoryTable([jobManagerMemory(options, version, startedBy), taskManagerMemory(options, version, startedBy)]);
    return `${namespace}/${name}: Flink ${version.patch}, ${image}, revision ${revision}\n\n${memory}`;
  }

  /**
   * Adds a way in for browsers to Flink's UI.
   *
   * @param id the construct's id
   * @throws where the host is no host name, or the path is relative
   */
  public addIngress(id: string, props: IngressProps): ApiObject {
    return new k8s.KubeIngress(this, id, ingressManifest(this.clusterName, this.namespace, props));
  }

  /**
   * The Service of the metrics of all JobManagers and TaskManagers, which is made when it is asked for first.
   *
   * @throws where the cluster exposes no metrics
   */
  public metricsService(): ApiObject {
    if (!this._plan.metrics)
      throw new Error(`${this.node.path}: metrics are switched off, so there is nothing to watch; set 'metrics' to true`);
    this.metrics ??= new k8s.KubeService(this, 'metrics', metricsServiceManifest(this.clusterName, this.namespace));
    return this.metrics;
  }

  /**
   * Props -> plan, in the construct's mode.
   *
   * @internal
   */
  protected abstract _planned(id: string, props: FlinkClusterProps): ClusterPlan;

  /** The name of a job is its identity: two of one name would take turns in updating each other. */
  private claimName({ name, namespace }: ClusterPlan): void {
    const known = KNOWN.get(this.node.root) ?? new Map<string, string>();
    KNOWN.set(this.node.root, known);
    const other = known.get(`${namespace}/${name}`);
    if (other)
      throw new Error(
        `${this.node.path}: the name '${name}' was given, which ${other} has in the namespace '${namespace}', so that each would update ` +
          `the other; give one of them another name or namespace`,
      );
    known.set(`${namespace}/${name}`, this.node.path);
  }
}

/** Headless: every pod is scraped, not one of them. */
function metricsServiceManifest(name: string, namespace: string): k8s.KubeServiceProps {
  return {
    metadata: { name: names.metrics(name), namespace, labels: { ...objectLabels(name), [LABELS.metrics]: 'true' } },
    spec: {
      type: 'ClusterIP',
      clusterIp: 'None',
      publishNotReadyAddresses: true,
      selector: { ...selectorLabels(name), [LABELS.metrics]: 'true' },
      ports: [{ name: 'metrics', port: METRICS_PORT, targetPort: k8s.IntOrString.fromNumber(METRICS_PORT) }],
    },
  };
}

/** The files that Flink's client, or the pods, work from. */
function configData(plan: ClusterPlan): Record<string, string> {
  const { mode, version, options, files, podTemplates } = plan;
  const templates = MODES[mode].ownPods ? [] : (Object.entries(podTemplates) as [keyof typeof TEMPLATE_FILES, object | undefined][]);
  return {
    [configFileName(version)]: renderOptions(version, options),
    ...files,
    ...aheadFile(plan),
    ...Object.fromEntries(templates.filter(([, pod]) => pod).map(([process, pod]) => [TEMPLATE_FILES[process], Yaml.stringify(pod)])),
  };
}

/** A TaskManager's pod, where some are made before there is a JobManager. */
function aheadFile(plan: ClusterPlan): Record<string, string> {
  const { taskManagersAhead, clusterId, revision, podTemplates } = plan;
  if (taskManagersAhead === 0) return {};
  return { [AHEAD_FILE]: `${JSON.stringify(aheadTaskManager(podTemplates.taskManager!, plan, clusterId, revision), undefined, 1)}\n` };
}
