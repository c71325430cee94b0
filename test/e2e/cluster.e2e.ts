import { ClusterMode, FlinkVersion } from '../../lib';
import { setTimeout as sleep } from 'node:timers/promises';
import { JobRun, prepareNamespace } from './job-run';
import { measure, table } from './gap';
import { get, kubectl, rest, RevisionWatch, until } from './kubectl';
import { BUCKET, committed, folderOf, Ledger, ledgerYaml, list, SECRET } from './ledger';
import { random } from './random';
import { clusters, EVERYTHING, securityLevel } from './releases';

/** Each mode, and the oldest and the newest release, are there at every change; other suites are about the one that most jobs run on. */
const FEW = { [ClusterMode.NATIVE]: ['1.12.5'], [ClusterMode.STANDALONE]: ['2.3.0'] };
/** The oldest release of each mode with something of its own, and the newest of both lines. */
const ALL = { [ClusterMode.NATIVE]: ['1.12.5', '1.20.5', '2.3.0'], [ClusterMode.STANDALONE]: ['1.13.6', '1.20.5', '2.3.0'] };

describe.each(clusters(FEW, ALL))('a %s cluster of Flink %s', (mode, version) => {
  const digits = version.replaceAll('.', '');
  const kind = mode.toLowerCase();
  const ledger: Ledger = { namespace: `e2e-${kind}-${digits}`, name: `ledger-${digits}`, version, mode };
  const { namespace, name } = ledger;
  const standalone = mode === ClusterMode.STANDALONE;
  const chance = random(Number(process.env.E2E_SEED ?? 20) + Number(digits));
  let rate = 100;
  const run = new JobRun(ledger, ledgerYaml(ledger, rate));
  let watch: RevisionWatch;

  const changed = () => (run.current = ledgerYaml(ledger, (rate += 10)));
  const own = `app.kubernetes.io/instance=${name}`;
  /** What makes the pods. */
  const names = () => (standalone ? [`${name}-jobmanager`, `${name}-taskmanager`] : [`${name}-${run.current.revision}`]);
  /** The same, with its revision. */
  const workloads = async () =>
    (await get(namespace, 'deployment')).map((o) => [o.metadata.name, o.spec.template.metadata.labels['cdk8s-flink/revision']]);
  const haMaps = async () =>
    (await get(namespace, 'configmap', 'type=flink-native-kubernetes')).filter(
      (map) => !map.metadata.name.match(/^(flink-config|pod-template|hadoop)/),
    );

  beforeAll(async () => {
    await prepareNamespace(namespace, securityLevel(mode, version));
    watch = new RevisionWatch(namespace);
  });

  afterAll(async () => {
    await watch.stop();
    console.log(`standstill of updates, in milliseconds\n${table()}`);
    await kubectl(['delete', 'namespace', namespace, '--wait=false']);
  });

  test('1. The applied file makes a job that runs, completes checkpoints, keeps HA metadata, and answers through its Service', async () => {
    await run.apply();
    await run.updated();
    const { jobId, phase, revision } = (await run.record())!;
    expect({ phase, revision }).toEqual({ phase: 'RUNNING', revision: run.current.revision });
    const checkpoints = await rest(namespace, name, `/jobs/${jobId}/checkpoints`);
    expect(checkpoints.counts.completed).toBeGreaterThan(0);
    expect(checkpoints.latest.completed.external_path).toContain(`${BUCKET}/${folderOf(ledger)}/state/checkpoints`);
    expect((await haMaps()).length).toBeGreaterThan(0);
    expect((await run.told(0)).restores).toBe(0);
  });

  test('2. The same file applied again restarts nothing (promise 5)', async () => {
    const before = (await run.pods()).map((pod) => pod.metadata.uid).sort();
    const versions = async () =>
      (
        await get(
          namespace,
          'job,configmap,service,role,rolebinding,serviceaccount,podmonitor,deployment',
          `app.kubernetes.io/managed-by=cdk8s-flink`,
        )
      ).map((o) => [o.kind, o.metadata.name, o.metadata.resourceVersion]);
    const objects = await versions();
    const told = await run.apply();
    expect(told.split('\n').filter((line) => line && !line.endsWith(' unchanged'))).toEqual([]);
    await sleep(5000);
    expect((await run.pods()).map((pod) => pod.metadata.uid).sort()).toEqual(before);
    expect(await versions()).toEqual(objects);
    const pods = await run.pods();
    expect(pods.flatMap((pod) => pod.status.containerStatuses.map((c: any) => c.restartCount))).toEqual(pods.map(() => 0));
  });

  test('3. Changed arguments stop the job with a savepoint and go on from it, each number once (promises 2, 3)', async () => {
    const { next } = await run.told(0);
    const previous = (await run.record())!.jobId;
    changed();
    await run.apply();
    await run.updated();
    const now = await run.told(next);
    expect(now.restores).toBe(1);
    const after = (await run.record())!;
    expect(after.jobId).not.toBe(previous);
    expect(after.savepointPath).toContain(`${BUCKET}/${folderOf(ledger)}/state/savepoints/`);
    expect(JSON.parse(after.history)[0].path).toBe(after.savepointPath);
    const gap = await measure(ledger, '3', run.current.jobName, now);
    expect(gap.gap).toBeGreaterThan(0);
    await run.exactlyOnce(next);
  });

  test('4. A killed JobManager and a killed TaskManager are healed from the last checkpoint (promise 3)', async () => {
    for (const component of ['jobmanager', 'taskmanager']) {
      const { next } = await run.told(0);
      const [pod] = await get(namespace, 'pods', `${own},app.kubernetes.io/component=${component}`);
      await kubectl(['-n', namespace, 'delete', 'pod', pod.metadata.name, '--grace-period=1']);
      await run.exactlyOnce(next + 500);
      expect((await run.told(next)).restores).toBeGreaterThan(1);
    }
    expect((await run.record())!.phase).toBe('RUNNING');
  });

  test('4b. A JobManager that its node ended stays on the list of pods, and stops no update (promises 1, 3)', async () => {
    const { next } = await run.told(0);
    const selector = `${own},app.kubernetes.io/component=jobmanager`;
    const [pod] = (await get(namespace, 'pods', selector)).filter((found) => found.status.phase === 'Running');
    // As an eviction does, a deadline ends the pod and leaves it there as Failed.
    const patch = JSON.stringify({ spec: { activeDeadlineSeconds: 1 } });
    await kubectl(['-n', namespace, 'patch', 'pod', pod.metadata.name, '--type', 'merge', '-p', patch]);
    await until('the pod to have failed', 120, async () => {
      const [found] = await get(namespace, 'pods', `${selector},pod-template-hash=${pod.metadata.labels['pod-template-hash']}`).then(
        (all) => all.filter((one) => one.metadata.name === pod.metadata.name),
      );
      return found?.status.phase === 'Failed';
    });
    changed();
    await run.apply();
    await run.updated();
    await run.told(next);
    await run.exactlyOnce(next);
  });

  // `faults` does this to native clusters; before 1.15 no stop can be asked for again.
  (standalone && FlinkVersion.of(version).isAtLeast('1.15') ? test : test.skip)(
    '4c. The JobManager may be killed as its job is stopped (promises 1 to 4)',
    async () => {
      const { next } = await run.told(0);
      changed();
      await run.killedInStop();
      await run.updated();
      await run.told(next);
      await run.exactlyOnce(next);
      expect(await workloads()).toEqual(names().map((workload) => [workload, run.current.revision]));
    },
  );

  test("5. The update Job's pod may be killed at any moment, again and again (promises 1 to 4)", async () => {
    const { next } = await run.told(0);
    changed();
    await run.apply();
    for (let kill = 0; kill < 3; kill++) {
      // A quick update is over before the last kill.
      const there = await until(
        'a pod of the update Job, or its end',
        120,
        async () => (await run.updatePods()).length > 0 || run.isOver(),
      );
      await sleep(chance(9000));
      for (const pod of there ? await run.updatePods() : [])
        await kubectl(['-n', namespace, 'delete', 'pod', pod.metadata.name, '--grace-period=1']);
    }
    await run.updated();
    await run.told(next);
    await run.exactlyOnce(next);
    expect(await workloads()).toEqual(names().map((workload) => [workload, run.current.revision]));
  });

  // The file of a native cluster has no workloads to hold back.
  (standalone || EVERYTHING ? test : test.skip)(
    '5b. A GitOps controller that applies the file over and over, and so holds workloads back again, stops no update (promises 1 to 5)',
    async () => {
      const { next } = await run.told(0);
      changed();
      await run.apply();
      let applied = 0;
      let over = false;
      const again = (async () => {
        // However slow the machine is: for as long as the update takes, and often.
        while (!over || applied <= 10) await run.apply().then(() => applied++);
      })();
      await run.updated().finally(() => (over = true));
      await again;
      expect(applied).toBeGreaterThan(10);
      await run.told(next);
      await run.exactlyOnce(next);
      expect(await workloads()).toEqual(names().map((workload) => [workload, run.current.revision]));
    },
  );

  test('6. A job stopped by hand, with no HA metadata left, is not started silently; what the refusal says helps (promises 2, 6)', async () => {
    const { jobId } = (await run.record())!;
    await run.exactlyOnce((await run.told(0)).next);
    await kubectl(['-n', namespace, 'delete', 'deployment', '--all', '--cascade=foreground']);
    await until('the pods to be gone', 120, async () => (await run.pods()).length === 0);
    for (const map of await haMaps()) await kubectl(['-n', namespace, 'delete', 'configmap', map.metadata.name]);
    changed();
    await run.apply();
    await until('the refusal', 180, async () => {
      const [job] = await get(namespace, 'job', { name: run.current.jobName });
      return job?.status?.conditions?.some((c: any) => c.type === 'Failed' && c.reason === 'PodFailurePolicy');
    });
    expect(await run.pods()).toEqual([]);
    const message = (await run.record())!.message;
    expect(message).toContain('neither the job nor HA metadata of it is left');
    expect(message).toContain(`kubectl -n ${namespace} patch configmap ${name}-savepoint`);
    const [pod] = await get(namespace, 'pods', `job-name=${run.current.jobName}`);
    const program = pod.status.containerStatuses.find((container: any) => container.name === 'update');
    expect(program.state.terminated).toMatchObject({ exitCode: 3, message });
    const events = await get(namespace, 'events');
    expect(events.some((event) => event.involvedObject.name === run.current.jobName && event.reason === 'UpdateRefused')).toBe(true);

    // Doing what it says: from the newest checkpoint, which is in the bucket.
    const folder = `${folderOf(ledger)}/state/checkpoints/${jobId}/`;
    const newest = Math.max(...(await list(folder)).map((key) => Number(/\/chk-(\d+)\/_metadata$/.exec(key)?.[1] ?? -1)));
    expect(newest).toBeGreaterThan(0);
    const data = { phase: 'STOPPED', savepointPath: `s3://${BUCKET}/${folder}chk-${newest}`, abandoned: 'false' };
    await kubectl(['-n', namespace, 'patch', 'configmap', `${name}-savepoint`, '--type', 'merge', '-p', JSON.stringify({ data })]);
    await kubectl(['-n', namespace, 'delete', 'job', run.current.jobName]);
    const before = (await committed(ledger)).length;
    await run.apply();
    await run.updated();
    await run.exactlyOnce(before);
  });

  test('7. Deleting the file deletes everything but the savepoints and the record (promise 7)', async () => {
    await kubectl(['delete', '-f', '-', '--wait'], run.current.yaml);
    const kinds =
      'deployment,statefulset,replicaset,pod,service,job,configmap,secret,lease,serviceaccount,role,rolebinding,podmonitor,ingress,persistentvolumeclaim';
    const left = await until('everything to be gone', 180, async () => {
      const names = (await get(namespace, kinds))
        .map((o) => `${o.kind}/${o.metadata.name}`)
        .filter((n) => !['ConfigMap/kube-root-ca.crt', 'ServiceAccount/default', `Secret/${SECRET}`].includes(n));
      return names.length === 1 && names;
    });
    expect(left).toEqual([`ConfigMap/${name}-savepoint`]);
    const { savepointPath, history } = (await run.record())!;
    for (const path of [...JSON.parse(history).map((entry: any) => entry.path), savepointPath]) {
      expect(await list(`${path.replace(`s3://${BUCKET}/`, '')}/_metadata`)).toHaveLength(1);
    }
  });

  test('No two revisions of the job ever ran at once (promise 1)', () => {
    expect(watch.asked).toBeGreaterThan(20);
    expect(watch.violations).toEqual([]);
  });
});
