import { REST_PORT } from '../network/ingress';
import { names } from '../private/names';
import { startName } from '../savepoint/runtime/labels';
import type { UndecidedPlan } from './mode';
import { Json, PodJson, sortedDeep } from './pods';
import { nativeTaskManagerPod } from './standalone-pods';

/** The script in front of the processes of a native cluster. */
export const ENTRY_SCRIPT = 'entry.sh';

/** Where the pods find it, and where the JobManager's finds what it waits for. */
const BIN = '/cdk8s-flink/bin';
const GATE = '/cdk8s-flink/gate';
export const ENTRY_PATH = `${BIN}/${ENTRY_SCRIPT}`;

/** The file of the configuration from which TaskManagers are made ahead of their JobManager. */
export const AHEAD_FILE = 'taskmanager-ahead.json';

/** A JobManager that waits until the update lets it go. Not before then is it ready, so that no Service sends anybody there. */
export function gatedJobManager(template: PodJson, { name }: UndecidedPlan, revision: string): PodJson {
  const ready = { tcpSocket: { port: REST_PORT }, periodSeconds: 1 };
  return extended(withEntry(template, name), { readinessProbe: ready }, [
    {
      mount: { mountPath: GATE, name: 'cdk8s-flink-start', readOnly: true },
      volume: { configMap: { name: startName(name, revision), optional: true }, name: 'cdk8s-flink-start' },
    },
  ]);
}

/** A pod whose process is started by the script. */
export function withEntry(template: PodJson, name: string): PodJson {
  const configMap = { defaultMode: 0o555, items: [{ key: ENTRY_SCRIPT, path: ENTRY_SCRIPT }], name: names.program(name) };
  return extended(template, {}, [
    { mount: { mountPath: BIN, name: 'cdk8s-flink-entry', readOnly: true }, volume: { configMap, name: 'cdk8s-flink-entry' } },
  ]);
}

/** A TaskManager's pod that the update makes ahead of the JobManager, which then takes it for one that it had before. */
export function aheadTaskManager(template: PodJson, plan: UndecidedPlan, clusterId: string, revision: string): PodJson {
  return nativeTaskManagerPod(template, plan, clusterId, revision);
}

function extended(
  { metadata, spec }: PodJson,
  container: Json,
  volumes: readonly { readonly mount: Json; readonly volume: Json }[],
): PodJson {
  const [main, ...others] = spec.containers;
  return sortedDeep({
    ...(metadata ? { metadata } : {}),
    spec: {
      ...spec,
      containers: [
        { ...container, ...main, volumeMounts: [...(main.volumeMounts ?? []), ...volumes.map(({ mount }) => mount)] },
        ...others,
      ],
      volumes: [...(spec.volumes ?? []), ...volumes.map(({ volume }) => volume)],
    },
  });
}
