import { setTimeout as sleep } from 'node:timers/promises';
import { measure, table } from './gap';
import { get, kubectl, rest, RevisionWatch, until } from './kubectl';
import { accumulators, Accumulators, BUCKET, committed, faults, folderOf, Ledger, ledgerYaml, list, SECRET } from './ledger';
import { random } from './random';

/** One patch release of every minor. */
const ALL = '1.12.5,1.13.6,1.14.6,1.15.4,1.16.3,1.17.2,1.18.1,1.19.3,1.20.5,2.0.2,2.1.3,2.2.1,2.3.0';
const asked = process.env.E2E_VERSIONS ?? '1.12.5,1.20.5,2.3.0';
const VERSIONS = (asked === 'all' ? ALL : asked).split(',');

describe.each(VERSIONS)('a native cluster of Flink %s', (version) => {
  const digits = version.replaceAll('.', '');
  const ledger: Ledger = { namespace: `e2e-${digits}`, name: `ledger-${digits}`, version };
  const { namespace, name } = ledger;
  const chance = random(Number(process.env.E2E_SEED ?? 20) + Number(digits));
  let rate = 100;
  let current = ledgerYaml(ledger, rate);
  let watch: RevisionWatch;

  const record = async () =>
    (await get(namespace, 'configmap', { name: `${name}-savepoint` }))[0]?.data as Record<string, string> | undefined;
  const apply = () => kubectl(['apply', '-f', '-'], current.yaml);
  const changed = () => (current = ledgerYaml(ledger, (rate += 10)));
  const flinkPods = () => get(namespace, 'pods', `app=${name},type=flink-native-kubernetes`);
  const haMaps = async () =>
    (await get(namespace, 'configmap', `app=${name},type=flink-native-kubernetes`)).filter(
      (map) => !map.metadata.name.match(/^(flink-config|pod-template|hadoop)/),
    );

  /** Waits for the update Job to end well, and fails with its own words when it does not. */
  const updated = (jobName = current.jobName) =>
    until(`the update Job ${jobName}`, 480, async () => {
      const [job] = await get(namespace, 'job', { name: jobName });
      const failed = job?.status?.conditions?.find((c: any) => c.type === 'Failed' && c.status === 'True');
      if (failed) throw new Error(`the update failed: ${failed.message}; ${(await record())?.message}`);
      return job?.status?.succeeded === 1 && job;
    });

  /** What the running job tells once it has told of its restore. */
  const told = (atLeast: number): Promise<Accumulators> =>
    until(`the job to pass ${atLeast}`, 180, async () => {
      const { jobId } = (await record())!;
      const read = await accumulators(ledger, jobId);
      return read && read.next > atLeast && read;
    });

  /** Every number that was committed is there exactly once, and some were committed since. */
  const exactlyOnce = async (more: number) => {
    const numbers = await until('committed output', 120, async () => {
      const found = await committed(ledger);
      return found.length > more && found;
    });
    expect(faults(numbers)).toEqual([]);
    return numbers.length;
  };

  beforeAll(async () => {
    await kubectl(['create', 'namespace', namespace]);
    // Pods of Flink 1.12 carry no security context; 1.13 drops the seccomp profile that the restricted level asks for.
    const level = { '1.12': 'privileged', '1.13': 'baseline' }[version.replace(/\.\d+$/, '')] ?? 'restricted';
    await kubectl(['label', 'namespace', namespace, `pod-security.kubernetes.io/enforce=${level}`]);
    const key = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].map((variable) => `--from-literal=${variable}=test`);
    await kubectl(['-n', namespace, 'create', 'secret', 'generic', SECRET, ...key]);
  });

  beforeAll(() => {
    watch = new RevisionWatch(namespace, name);
  });

  afterAll(async () => {
    watch.stop();
    console.log(`standstill of updates, in milliseconds\n${table()}`);
    await kubectl(['delete', 'namespace', namespace, '--wait=false']);
  });

  test('1. The applied file makes a job that runs, completes checkpoints, keeps HA metadata, and answers through its Service', async () => {
    await apply();
    await updated();
    const { jobId, phase, revision } = (await record())!;
    expect({ phase, revision }).toEqual({ phase: 'RUNNING', revision: current.revision });
    const checkpoints = await rest(namespace, name, `/jobs/${jobId}/checkpoints`);
    expect(checkpoints.counts.completed).toBeGreaterThan(0);
    expect(checkpoints.latest.completed.external_path).toContain(`${BUCKET}/${folderOf(ledger)}/state/checkpoints`);
    expect((await haMaps()).length).toBeGreaterThan(0);
    expect((await told(0)).restores).toBe(0);
  });

  test('2. The same file applied again restarts nothing (promise 5)', async () => {
    const before = (await flinkPods()).map((pod) => pod.metadata.uid).sort();
    const versions = async () =>
      (
        await get(namespace, 'job,configmap,service,role,rolebinding,serviceaccount,podmonitor', `app.kubernetes.io/managed-by=cdk8s-flink`)
      ).map((o) => [o.kind, o.metadata.name, o.metadata.resourceVersion]);
    const objects = await versions();
    const { stdout } = await apply();
    expect(stdout.split('\n').filter((line) => line && !line.endsWith(' unchanged'))).toEqual([]);
    await sleep(5000);
    expect((await flinkPods()).map((pod) => pod.metadata.uid).sort()).toEqual(before);
    expect(await versions()).toEqual(objects);
    const pods = await flinkPods();
    expect(pods.flatMap((pod) => pod.status.containerStatuses.map((c: any) => c.restartCount))).toEqual(pods.map(() => 0));
  });

  test('3. Changed arguments stop the job with a savepoint and go on from it, each number once (promises 2, 3)', async () => {
    const { next } = await told(0);
    const previous = (await record())!.jobId;
    changed();
    await apply();
    await updated();
    const now = await told(next);
    expect(now.restores).toBe(1);
    const after = (await record())!;
    expect(after.jobId).not.toBe(previous);
    expect(after.savepointPath).toContain(`${BUCKET}/${folderOf(ledger)}/state/savepoints/`);
    expect(JSON.parse(after.history)[0].path).toBe(after.savepointPath);
    const gap = await measure(ledger, '3', current.jobName, now);
    expect(gap.gap).toBeGreaterThan(0);
    await exactlyOnce(next);
  });

  test('4. A killed JobManager and a killed TaskManager are healed from the last checkpoint (promise 3)', async () => {
    for (const component of ['jobmanager', 'taskmanager']) {
      const { next } = await told(0);
      const [pod] = await get(namespace, 'pods', `app=${name},component=${component}`);
      await kubectl(['-n', namespace, 'delete', 'pod', pod.metadata.name, '--grace-period=1']);
      await exactlyOnce(next + 500);
      expect((await told(next)).restores).toBeGreaterThan(1);
    }
    expect((await record())!.phase).toBe('RUNNING');
  });

  test("5. The update Job's pod may be killed at any moment, again and again (promises 1 to 4)", async () => {
    const { next } = await told(0);
    changed();
    await apply();
    for (let kill = 0; kill < 3; kill++) {
      await until('a pod of the update Job', 120, async () =>
        (await get(namespace, 'pods', `job-name=${current.jobName}`)).some((pod) => ['Pending', 'Running'].includes(pod.status.phase)),
      );
      await sleep(chance(9000));
      const pods = (await get(namespace, 'pods', `job-name=${current.jobName}`)).filter((pod) =>
        ['Pending', 'Running'].includes(pod.status.phase),
      );
      for (const pod of pods) await kubectl(['-n', namespace, 'delete', 'pod', pod.metadata.name, '--grace-period=1']);
    }
    await updated();
    await told(next);
    await exactlyOnce(next);
    expect(await get(namespace, 'deployment')).toHaveLength(1);
    expect((await get(namespace, 'deployment'))[0].metadata.labels['cdk8s-flink/revision']).toBe(current.revision);
  });

  test('6. A job stopped by hand, with no HA metadata left, is not started silently; what the refusal says helps (promises 2, 6)', async () => {
    const { jobId } = (await record())!;
    await exactlyOnce((await told(0)).next);
    await kubectl(['-n', namespace, 'delete', 'deployment', name, '--cascade=foreground']);
    await until('the pods to be gone', 120, async () => (await flinkPods()).length === 0);
    for (const map of await haMaps()) await kubectl(['-n', namespace, 'delete', 'configmap', map.metadata.name]);
    changed();
    await apply();
    await until('the refusal', 180, async () => {
      const [job] = await get(namespace, 'job', { name: current.jobName });
      return job?.status?.conditions?.some((c: any) => c.type === 'Failed' && c.reason === 'PodFailurePolicy');
    });
    expect(await get(namespace, 'deployment')).toEqual([]);
    const message = (await record())!.message;
    expect(message).toContain('its cluster is gone and no HA metadata is left');
    expect(message).toContain(`kubectl -n ${namespace} patch configmap ${name}-savepoint`);
    const [pod] = await get(namespace, 'pods', `job-name=${current.jobName}`);
    expect(pod.status.initContainerStatuses[0].state.terminated).toMatchObject({ exitCode: 3, message });
    const events = await get(namespace, 'events');
    expect(events.some((event) => event.involvedObject.name === current.jobName && event.reason === 'UpdateRefused')).toBe(true);

    // Doing what it says: from the newest checkpoint, which is in the bucket.
    const folder = `${folderOf(ledger)}/state/checkpoints/${jobId}/`;
    const newest = Math.max(...(await list(folder)).map((key) => Number(/\/chk-(\d+)\/_metadata$/.exec(key)?.[1] ?? -1)));
    expect(newest).toBeGreaterThan(0);
    const data = { phase: 'STOPPED', savepointPath: `s3://${BUCKET}/${folder}chk-${newest}`, abandoned: 'false' };
    await kubectl(['-n', namespace, 'patch', 'configmap', `${name}-savepoint`, '--type', 'merge', '-p', JSON.stringify({ data })]);
    await kubectl(['-n', namespace, 'delete', 'job', current.jobName]);
    const before = (await committed(ledger)).length;
    await apply();
    await updated();
    await exactlyOnce(before);
  });

  test('7. Deleting the file deletes everything but the savepoints and the record (promise 7)', async () => {
    await kubectl(['delete', '-f', '-', '--wait'], current.yaml);
    const kinds =
      'deployment,replicaset,pod,service,job,configmap,secret,lease,serviceaccount,role,rolebinding,podmonitor,ingress,persistentvolumeclaim';
    const left = await until('everything to be gone', 180, async () => {
      const names = (await get(namespace, kinds))
        .map((o) => `${o.kind}/${o.metadata.name}`)
        .filter((n) => !['ConfigMap/kube-root-ca.crt', 'ServiceAccount/default', `Secret/${SECRET}`].includes(n));
      return names.length === 1 && names;
    });
    expect(left).toEqual([`ConfigMap/${name}-savepoint`]);
    const { savepointPath, history } = (await record())!;
    for (const path of [...JSON.parse(history).map((entry: any) => entry.path), savepointPath]) {
      expect(await list(`${path.replace(`s3://${BUCKET}/`, '')}/_metadata`)).toHaveLength(1);
    }
  });

  test('No two revisions of the job ever ran at once (promise 1)', () => {
    expect(watch.violations).toEqual([]);
  });
});
