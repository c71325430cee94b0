import { k8s } from 'cdk8s-plus-27';
import { COMPONENTS, names, objectLabels, selectorLabels } from '../private/names';
import { AutoscalerFigures } from '../scaling';
import { PORTS } from './standalone-pods';

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
