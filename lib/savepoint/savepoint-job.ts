import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { FlinkCluster } from '../cluster/cluster';
import { MODES } from '../cluster/modes';
import { ENTRY_SCRIPT } from '../cluster/native-pods';
import { COMPONENTS, names, objectLabels } from '../private/names';
import { shortHash } from '../private/hash';
import { located } from '../private/validate';
import { LABELS } from './runtime/labels';
import { addIdentity, CLAIM_MAKER, NATIVE_UPDATER, STANDALONE_UPDATER } from '../security/identity';
import { ENTRY_SCRIPT as ENTRY_TEXT, START_SCRIPT, UPDATE_PROGRAM } from './program.generated';
import { planUpdate } from './update-plan';
import { updateJobSpec } from './update-pod';
import { UpdateProps } from './update-props';

/** The update Job of a cluster. */
export interface SavepointJobProps extends UpdateProps {
  /** The cluster that is made and updated. */
  readonly cluster: FlinkCluster;
}

/**
 * The update Job: stops the running job with a savepoint, deletes its cluster, starts the new one from the savepoint, and
 * sees it run. A first start goes from empty.
 *
 * The Job's name ends in a hash of its own spec, so that the same YAML applied again changes nothing, and a changed one
 * makes a new Job. What is known of updates is in the ConfigMap `<name>-savepoint`, which outlives the YAML.
 */
export class SavepointJob extends Construct {
  /** The Job. */
  public readonly job: ApiObject;

  /** The ConfigMap of the program. */
  public readonly program: ApiObject;

  /** The service account of the update Job. */
  public readonly account: ApiObject;

  /** The name of the ConfigMap in which updates are recorded. It is made at run time, and kept. */
  public readonly recordName: string;

  /**
   * @param scope a chart, or a construct in one
   * @param id the construct's id
   * @throws with what is wrong with the props: a timeout or a number out of bounds, what the release lacks, what excludes each other
   */
  public constructor(scope: Construct, id: string, props: SavepointJobProps) {
    super(scope, id);
    const plan = props.cluster._plan;
    const update = located(this.node.path, () => planUpdate(plan, props));
    const { name, namespace } = plan;

    this.recordName = `${name}-savepoint`;
    const { ownPods } = MODES[plan.mode];
    this.account = addIdentity(this, 'update', names.updateAccount(name), {
      namespace,
      job: name,
      component: COMPONENTS.update,
      rules: [...(ownPods ? STANDALONE_UPDATER : NATIVE_UPDATER), ...(plan.claim ? CLAIM_MAKER : [])],
      token: true,
    });
    this.program = new k8s.KubeConfigMap(this, 'program', {
      metadata: { name: names.program(name), namespace, labels: objectLabels(name, COMPONENTS.update) },
      data: {
        ...(ownPods ? {} : { 'start.sh': START_SCRIPT }),
        ...(plan.prepared ? { [ENTRY_SCRIPT]: ENTRY_TEXT } : {}),
        'update.js': UPDATE_PROGRAM,
      },
    });
    const spec = updateJobSpec(plan, update);
    const jobName = names.updateJob(name, shortHash(spec));
    this.job = new k8s.KubeJob(this, 'job', {
      metadata: {
        name: jobName,
        namespace,
        labels: { ...objectLabels(name, COMPONENTS.update), [LABELS.job]: name, [LABELS.revision]: plan.revision },
        annotations: props.jobAnnotations,
      },
      spec,
    });
  }
}
