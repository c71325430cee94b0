import { ApiObject, Yaml } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { configFileName, renderOptions } from '../config/render';
import { ingressManifest, IngressProps, serviceManifest } from '../network/ingress';
import { COMPONENTS, names, objectLabels, selectorLabels } from '../private/names';
import { LABELS } from '../savepoint/runtime/labels';
import { addIdentity, HA_KEEPER, HA_READER, NATIVE_JOB_MANAGER } from '../security/identity';
import { FlinkCluster } from './cluster';
import { TEMPLATE_FILES } from './contributions';
import { ClusterPlan, planNative } from './plan';
import { FlinkClusterProps } from './props';

/** Props of a native cluster. */
export interface FlinkNativeClusterProps extends FlinkClusterProps {}

/**
 * A cluster in Flink's native Kubernetes application mode: Flink makes the JobManager's Deployment and, as parallelism
 * needs them, the TaskManagers' pods.
 *
 * The YAML holds what it is made from: the configuration, the identities, and the Service of REST and UI. A `SavepointJob`
 * makes and updates the cluster itself.
 *
 * @see https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/resource-providers/native_kubernetes/
 */
export class FlinkNativeCluster extends FlinkCluster {
  /** The ConfigMap of Flink's configuration, log configuration and pod templates. It owns what is made at run time. */
  public readonly configMap: ApiObject;

  /** The Service of REST and UI. */
  public readonly service: ApiObject;

  /** The service account of the JobManager. */
  public readonly jobManagerAccount: ApiObject;

  /** The service account of the TaskManagers. */
  public readonly taskManagerAccount: ApiObject;

  /**
   * @param scope a chart, or a construct in one
   * @param id the job's name, unless `name` says otherwise
   * @throws with everything that is wrong with the props
   */
  public constructor(scope: Construct, id: string, props: FlinkNativeClusterProps) {
    super(scope, id, props);
    const plan = this._plan;
    const { name, namespace, highAvailability } = plan;
    const identity = { namespace, job: name, annotations: plan.serviceAccountAnnotations };

    this.jobManagerAccount = addIdentity(this, 'jobmanager', names.jobManagerAccount(name), {
      ...identity,
      component: COMPONENTS.jobManager,
      rules: [...NATIVE_JOB_MANAGER, ...(highAvailability ? HA_KEEPER : [])],
      token: true,
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

  /** @internal */
  protected _planned(id: string, props: FlinkClusterProps): ClusterPlan {
    return planNative(id, props);
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
}

/** The files that Flink's client works from. */
function configData(plan: ClusterPlan): Record<string, string> {
  const { jobManager, taskManager } = plan.podTemplates;
  return {
    [configFileName(plan.version)]: renderOptions(plan.version, plan.options),
    ...plan.files,
    ...(jobManager ? { [TEMPLATE_FILES.jobManager]: Yaml.stringify(jobManager) } : {}),
    ...(taskManager ? { [TEMPLATE_FILES.taskManager]: Yaml.stringify(taskManager) } : {}),
  };
}
