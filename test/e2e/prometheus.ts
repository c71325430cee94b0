/** The Prometheus of the test cluster, and what pods tell it. */
import { get } from './kubectl';

export interface Target {
  readonly health: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly scrapePool: string;
}

export class Prometheus {
  private constructor(private readonly url: string) {}

  /** @throws where the cluster has none */
  static async find(): Promise<Prometheus> {
    const [service] = await get('monitoring', 'service', { name: 'prometheus' });
    if (!service) throw new Error('no Prometheus is there: the Service prometheus in the namespace monitoring');
    return new Prometheus(`http://${service.spec.clusterIP}:${service.spec.ports[0].port}/api/v1`);
  }

  /** What is scraped of a job. */
  async targets(namespace: string, name: string): Promise<Target[]> {
    const { activeTargets } = await this.ask('targets?state=active');
    const own = ({ labels }: Target) => labels.namespace === namespace && labels.app_kubernetes_io_instance === name;
    return (activeTargets as Target[]).filter(own);
  }

  /** The series that an expression has now. */
  async query(expression: string): Promise<{ metric: Record<string, string>; value: [number, string] }[]> {
    return (await this.ask(`query?query=${encodeURIComponent(expression)}`)).result;
  }

  /** Alerting rules of a group, as Prometheus evaluates them. */
  async rules(group: string): Promise<{ name: string; health: string; state: string; lastError?: string }[]> {
    const { groups } = await this.ask('rules?type=alert');
    return groups.filter((found: any) => found.name === group).flatMap((found: any) => found.rules);
  }

  private async ask(path: string): Promise<any> {
    const answer = await fetch(`${this.url}/${path}`);
    const { status, data, error } = (await answer.json()) as any;
    if (status !== 'success') throw new Error(`Prometheus, ${path}: ${error}`);
    return data;
  }
}

/** Names of what a pod exposes. */
export async function exposed(podIp: string): Promise<string[]> {
  const text = await (await fetch(`http://${podIp}:9249/`)).text();
  const names = text.split('\n').filter((line) => line && !line.startsWith('#'));
  return [...new Set(names.map((line) => /^\w+/.exec(line)![0]))].sort();
}
