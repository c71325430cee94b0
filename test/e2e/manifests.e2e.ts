import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubectl } from './kubectl';

const DIST = join(__dirname, '../../dist');
const NAMESPACE = 'flink';

describe('the YAML of the example jobs', () => {
  beforeAll(async () => {
    const namespace = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: NAMESPACE,
        labels: { 'pod-security.kubernetes.io/enforce': 'restricted', 'pod-security.kubernetes.io/warn': 'restricted' },
      },
    };
    await kubectl(['apply', '-f', '-'], JSON.stringify(namespace));
  });

  test.each(readdirSync(DIST).filter((file) => file.endsWith('.yaml')))(
    '%s is accepted by a strict API server, without a pod-security warning (promises 8, 9)',
    async (file) => {
      const yaml = readFileSync(join(DIST, file), 'utf8');
      const { stdout, stderr } = await kubectl(['apply', '--dry-run=server', '--validate=strict', '-f', '-'], yaml);
      expect(stderr).toBe('');
      expect(stdout.trim().split('\n')).toHaveLength(yaml.split(/^---$/m).length);
    },
  );
});
