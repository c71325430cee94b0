import { ApiObjectProps } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { COMPONENTS, names, objectLabels, selectorLabels } from '../private/names';
import { HELD_BACK, REPLICAS } from '../savepoint/runtime/labels';
import { AutoscalerFigures } from '../scaling';
import { ClusterPlan } from './plan';
import { PORTS } from './standalone-pods';

/** The update Job alone rolls them; `replicas` would scale what runs, held back or not. */
const HELD = {
  Deployment: { paused: true, strategy: { type: 'Recreate' } },
  StatefulSet: { updateStrategy: { rollingUpdate: { partition: HELD_BACK }, type: 'RollingUpdate' } },
} as const;

/** A Deployment of JobManagers. */
export function jobManagersManifest(plan: ClusterPlan): Manifest {
  const { name, jobManagers, podTemplates } = plan;
  return workload(plan, 'Deployment', names.jobManager(name), COMPONENTS.jobManager, String(jobManagers), podTemplates.jobManager);
}

/** A Deployment of TaskManagers, or a StatefulSet where each has a volume. */
export function taskManagersManifest(plan: ClusterPlan): Manifest {
  const { name, autoscaler, taskManagers, localClaim, podTemplates } = plan;
  const replicas = autoscaler ? `${autoscaler.min}-${autoscaler.max}` : String(taskManagers);
  const kind = localClaim ? 'StatefulSet' : 'Deployment';
  const volumes = {
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' },
    podManagementPolicy: 'Parallel',
    serviceName: names.rpc(name),
    volumeClaimTemplates: [localClaim],
  };
  const more = localClaim ? volumes : {};
  return workload(plan, kind, names.taskManager(name), COMPONENTS.taskManager, replicas, podTemplates.taskManager, more);
}

type Manifest = ApiObjectProps & { readonly spec: object };

function workload(
  { name, namespace }: ClusterPlan,
  kind: keyof typeof HELD,
  workloadName: string,
  component: string,
  replicas: string,
  template: object | undefined,
  more: object = {},
): Manifest {
  const labels = objectLabels(name, component);
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: workloadName, namespace, annotations: { [REPLICAS]: replicas }, labels },
    spec: { ...HELD[kind], ...more, revisionHistoryLimit: 1, selector: { matchLabels: selectorLabels(name, component) }, template },
  };
}

/** RPC and blobs of the JobManager. A JobManager that is not ready yet is the one that TaskManagers wait for. */
export function rpcServiceManifest(name: string, namespace: string): k8s.KubeServiceProps {
  const port = (portName: string, number: number) => ({ name: portName, port: number, targetPort: k8s.IntOrString.fromNumber(number) });
  return {
    metadata: { name: names.rpc(name), namespace, labels: objectLabels(name, COMPONENTS.jobManager) },
    spec: {
      type: 'ClusterIP',
      publishNotReadyAddresses: true,
      selector: selectorLabels(name, COMPONENTS.jobManager),
      ports: [port('rpc', PORTS.jobManagerRpc), port('blob', PORTS.blob)],
    },
  };
}

/** Kubernetes looks back no longer for a policy; seconds. */
const LONGEST_PERIOD = 1800;

/** Adds TaskManagers when those that are there are busy for long enough, and takes them away one by one. */
export function autoscalerManifest(
  name: string,
  namespace: string,
  kind: string,
  { min, max, cpuPercent, scaleUpAfter, scaleDownAfter }: AutoscalerFigures,
): k8s.KubeHorizontalPodAutoscalerV2Props {
  return {
    metadata: { name: names.taskManager(name), namespace, labels: objectLabels(name, COMPONENTS.taskManager) },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind, name: names.taskManager(name) },
      minReplicas: min,
      maxReplicas: max,
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpuPercent } } }],
      behavior: {
        // Each step restarts the job from its newest checkpoint: few large ones up, few small ones down.
        scaleUp: {
          stabilizationWindowSeconds: scaleUpAfter,
          policies: [{ type: 'Percent', value: 100, periodSeconds: Math.min(Math.max(scaleUpAfter, 60), LONGEST_PERIOD) }],
        },
        scaleDown: {
          stabilizationWindowSeconds: scaleDownAfter,
          policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }],
        },
      },
    },
  };
}
