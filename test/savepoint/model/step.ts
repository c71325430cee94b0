/** One event of the model, and what events are made of. */
import { Cluster, World } from './world';

export interface Step {
  readonly event: string;
  readonly world: World;
  /** What must never be, and is. */
  readonly violation?: string;
  /** Whether a try of the update ends here, with a message. */
  readonly ends?: boolean;
}

type Left = keyof World['left'];
export const use = (world: World, what: Left): World['left'] => ({ ...world.left, [what]: world.left[what] - 1 });
export const withCluster = ({ clusters }: World, id: string, more: Partial<Cluster>) => ({
  ...clusters,
  [id]: { ...clusters[id], ...more },
});
export const without = <T>(all: Readonly<Record<string, T>>, id: string) =>
  Object.fromEntries(Object.entries(all).filter(([one]) => one !== id));
/** Flink forgets the HA metadata of a job that is over, and keeps that of the cluster. */
export const forgotten = ({ ha }: World, id: string) => ({ ...ha, [id]: { jobId: '' } });
